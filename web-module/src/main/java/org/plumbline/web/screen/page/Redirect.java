package org.plumbline.web.screen.page;

import jakarta.servlet.http.HttpServletResponse;

/** Sends a browser to another page, to be read with GET whatever was sent here. */
public final class Redirect {
  private Redirect() {}

  /** Answers 303 with an address. */
  public static void to(HttpServletResponse response, String address) {
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", address);
  }
}
