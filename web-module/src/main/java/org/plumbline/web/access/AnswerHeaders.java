package org.plumbline.web.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.plumbline.web.access.ServerSettings.Tls;

/**
 * What a browser may do with our answers: nothing but show our own pages; and nothing about a
 * patient is cached. The server says the same on what it answers before a servlet (server.cli).
 */
final class AnswerHeaders {
  /** Two years, as browsers ask for; of this host alone. */
  private static final String TLS_FOR = "max-age=63072000";

  private AnswerHeaders() {}

  static void put(
      ServerSettings settings, HttpServletRequest request, HttpServletResponse response) {
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
    response.setHeader("Cache-Control", "no-store");
    if (isByTls(settings, request.isSecure())) {
      response.setHeader("Strict-Transport-Security", TLS_FOR);
    }
  }

  /**
   * Whether the browser came by TLS; a demonstration must not bind other servers of its machine.
   */
  static boolean isByTls(ServerSettings settings, boolean secure) {
    return !settings.demo() && (secure || settings.tls() == Tls.PROXY);
  }
}
