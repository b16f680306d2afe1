package org.plumbline.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.plumbline.web.registry.Registry;

/** Pages of which origins may call (CORS). */
@ApplicationScoped
class Origins {
  /** A page of this machine, such as the sandbox of CDS Hooks beside a demonstration. */
  private static final Pattern LOCAL =
      Pattern.compile("https?://(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

  private Registry registry;
  private ServerSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected Origins() {} // required by the container

  @Inject
  Origins(Registry registry, ServerSettings settings) {
    this.registry = registry;
    this.settings = settings;
  }

  /** Lets the page that calls read the answer, where it may. */
  void allow(HttpServletRequest request, HttpServletResponse response, boolean preflight) {
    var origin = request.getHeader("Origin");
    var path = OpenPaths.path(request);
    if (origin == null || !OpenPaths.isForPrograms(path)) {
      return;
    }
    response.addHeader("Vary", "Origin");
    if (OpenPaths.isDescription(request)) {
      response.setHeader("Access-Control-Allow-Origin", "*");
    } else if (isKnown(origin, request)) {
      response.setHeader("Access-Control-Allow-Origin", origin);
    } else {
      return;
    }
    response.setHeader("Access-Control-Expose-Headers", "ETag, Location, Plumbline-Assessment");
    if (preflight) {
      response.setHeader("Access-Control-Allow-Methods", "GET, POST, PUT");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "Accept, Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Exist");
      response.setHeader("Access-Control-Max-Age", "600");
    }
  }

  private boolean isKnown(String origin, HttpServletRequest request) {
    return (settings.demo() && isLocal(origin))
        || Callers.of(request)
            .flatMap(Caller::client)
            .map(it -> it.origins().contains(origin))
            .orElseGet(() -> registry.knowsOrigin(origin));
  }

  /** Whether a page was served by this machine. */
  static boolean isLocal(String origin) {
    return LOCAL.matcher(origin).matches();
  }
}
