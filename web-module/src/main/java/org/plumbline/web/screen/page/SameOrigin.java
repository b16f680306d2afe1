package org.plumbline.web.screen.page;

import jakarta.servlet.http.HttpServletRequest;

/**
 * Tells whether a form was sent from a page of ours. Every browser of the last years says where a
 * request starts; one that does not say it still names the origin.
 */
public final class SameOrigin {
  private SameOrigin() {}

  /**
   * Whether the sender is a page of ours, or no browser at all.
   *
   * @param base the address of this server, without a slash at the end
   */
  public static boolean holds(HttpServletRequest request, String base) {
    var site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    var origin = request.getHeader("Origin");
    return origin == null || base.equals(origin) || base.startsWith(origin + "/");
  }
}
