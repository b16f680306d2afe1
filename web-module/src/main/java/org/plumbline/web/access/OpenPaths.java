package org.plumbline.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** What is open to whom, by path and method. */
final class OpenPaths {
  /** What anybody may read: nothing about a patient. */
  private static final Pattern OPEN =
      Pattern.compile(
          "/|/index\\.html|/start\\.(js|css)|/icon\\.png|/capabilities\\.html|/cds-services/?|/api/health/(live|ready)|/api/?|/api/openapi\\.json"
              + "|/fhir/metadata|/fhir/\\.well-known/smart-configuration|/\\.well-known/(jwks\\.json|smart-configuration)"
              + "|/launch|/launch/.*|/assets/.*");

  /** Pages that say themselves who may see them, and in words that a person understands. */
  private static final Pattern PAGES = Pattern.compile("/(intake|kiosk|app)(/.*)?");

  private static final Set<String> CROSS_ORIGIN =
      Set.of("/cds-services", "/fhir", "/api", "/.well-known");

  private OpenPaths() {}

  /** Whether it is a page, which says itself who may see it. */
  static boolean isPage(String path) {
    return PAGES.matcher(path).matches();
  }

  /** Whether programs of other origins may be let call it. */
  static boolean isForPrograms(String path) {
    return CROSS_ORIGIN.stream().anyMatch(path::startsWith);
  }

  /** Whether anybody may call it. */
  static boolean isOpen(HttpServletRequest request) {
    var reading = isReading(request);
    if (path(request).equals("/api/metrics")) {
      return reading && isFromThisMachine(request);
    }
    return OPEN.matcher(path(request)).matches()
        && (reading || path(request).startsWith("/launch"));
  }

  private static boolean isReading(HttpServletRequest request) {
    return request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
  }

  /** A proxy on this machine hands on calls of others, and says so. */
  private static boolean isFromThisMachine(HttpServletRequest request) {
    return Set.of("127.0.0.1", "0:0:0:0:0:0:0:1", "::1").contains(request.getRemoteAddr())
        && request.getHeader("X-Forwarded-For") == null
        && request.getHeader("Forwarded") == null;
  }

  /**
   * What a client must have been granted to call an address; empty when nothing, or decided later.
   */
  static String grant(HttpServletRequest request, String path) {
    if (isOpen(request)) {
      return "";
    }
    if (path.startsWith("/cds-services")) {
      return Caller.CDS_HOOKS;
    }
    if (path.startsWith("/api/")) {
      return isReading(request) ? Caller.READ_ASSESSMENTS : Caller.WRITE_ASSESSMENTS;
    }
    return "";
  }

  /** The path by which the container finds the servlet: decoded, without parameters. */
  static String path(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  static boolean isPreflight(HttpServletRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeader("Access-Control-Request-Method") != null;
  }

  /**
   * What describes us to programs. It says nothing about a patient, so any page may read it, and a
   * token that we do not know is no reason not to: clients send theirs with every call.
   */
  static boolean isDescription(HttpServletRequest request) {
    var path = path(request);
    return OPEN.matcher(path).matches()
        && isForPrograms(path)
        && (isReading(request)
            || (isPreflight(request)
                && request.getHeader("Access-Control-Request-Method").equals("GET")));
  }
}
