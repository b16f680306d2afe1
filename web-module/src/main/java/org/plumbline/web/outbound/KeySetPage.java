package org.plumbline.web.outbound;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Our public keys, with which others verify what we sign. */
@WebServlet("/.well-known/jwks.json")
public class KeySetPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient OwnKeys keys;

  @Inject
  KeySetPage(OwnKeys keys) {
    this.keys = keys;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "public, max-age=300");
    response.getWriter().write(keys.publicSet());
  }
}
