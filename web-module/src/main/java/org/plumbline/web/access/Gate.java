package org.plumbline.web.access;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.metric.Counted;
import org.plumbline.web.access.ServerSettings.Tls;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.Storable;
import org.plumbline.web.json.Build;

/**
 * Lets a call through or answers it: which origins may call, over what, who must have signed in,
 * and how often. A refused token is answered without a reason.
 */
@WebFilter(value = "/*", asyncSupported = true)
public class Gate implements Filter {
  private static final Logger LOG = System.getLogger(Gate.class.getName());
  private static final int FAILED = 500;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_ALLOWED = 405;
  private static final int UNSUPPORTED = 415;
  private static final int TOO_MANY = 429;

  /** Whatever else is asked for, no servlet answers it by its default. */
  private static final Set<String> METHODS =
      new TreeSet<>(Set.of("DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"));

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";]*?)\"?\\s*(?=;|$)", Pattern.CASE_INSENSITIVE);

  /** The second is a part of the first. */
  private static final Set<String> CHARSETS = Set.of("utf-8", "utf8", "us-ascii");

  /** Paths that two readers may take for two addresses. */
  private static final Pattern AMBIGUOUS =
      Pattern.compile("/\\.{1,2}(/|$)|//|;|\\\\|%(2e|2f|5c|00|3b)", Pattern.CASE_INSENSITIVE);

  private final Origins origins;
  private final Limits limits;
  private final ServerSettings settings;
  private final Audited audited;

  @Inject
  Gate(Origins origins, Limits limits, ServerSettings settings, Audited audited) {
    this.audited = audited;
    this.origins = origins;
    this.limits = limits;
    this.settings = settings;
  }

  @Override
  public void doFilter(ServletRequest sent, ServletResponse answered, FilterChain chain)
      throws IOException, ServletException {
    audited.call(
        (HttpServletRequest) sent,
        (HttpServletResponse) answered,
        (request, response) -> {
          AnswerHeaders.put(settings, (HttpServletRequest) request, (HttpServletResponse) response);
          answer((HttpServletRequest) request, (HttpServletResponse) response, chain);
        });
  }

  private void answer(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var preflight = OpenPaths.isPreflight(request);
    if (isUnfit(request, response, preflight)) {
      return;
    }
    origins.allow(request, response, preflight);
    if (preflight) {
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
      return;
    }
    if (isRefused(request, response)) {
      return;
    }
    try {
      chain.doFilter(new StorableForm(request), response);
    } catch (IntakeRefused e) {
      refuse(response, BAD_REQUEST, "invalid", e.faults().get(0).shown());
    } catch (IOException | ServletException | RuntimeException e) {
      // Whatever a protocol's own mapper did not answer: the container would log the message of the
      // fault, which can quote what was sent.
      var incident = Incident.log(LOG, e);
      if (!response.isCommitted()) {
        response.reset();
        AnswerHeaders.put(settings, request, response);
        refuse(response, FAILED, "exception", incident.shown());
      }
    }
  }

  /**
   * Whether the call was answered here, since it may mean two things or comes over the wrong way.
   */
  private boolean isUnfit(
      HttpServletRequest request, HttpServletResponse response, boolean preflight)
      throws IOException {
    if (isTooPlain(settings, request.isSecure())) {
      refuse(response, FORBIDDEN, "forbidden", "plain http is refused; call by https");
      return true;
    }
    if (AMBIGUOUS.matcher(request.getRequestURI()).find()) {
      refuse(
          response,
          BAD_REQUEST,
          "invalid",
          "the path has dot segments, parameters or encoded slashes");
      return true;
    }
    var unstorable = Storable.fault(request.getQueryString());
    if (unstorable.isPresent()) {
      refuse(response, BAD_REQUEST, "invalid", unstorable.get().shown());
      return true;
    }
    if (!preflight && !METHODS.contains(request.getMethod())) {
      response.setHeader("Allow", String.join(", ", METHODS));
      refuse(response, NOT_ALLOWED, "not-supported", "this method is not known here");
      return true;
    }
    if (!isReadable(request.getContentType())) {
      refuse(response, UNSUPPORTED, "not-supported", "the body must be UTF-8");
      return true;
    }
    return false;
  }

  /** JSON and FHIR are UTF-8; what says otherwise could be read in two ways, or not at all. */
  static boolean isReadable(@Nullable String contentType) {
    if (contentType == null) {
      return true;
    }
    var charset = CHARSET.matcher(contentType);
    while (charset.find()) {
      if (!CHARSETS.contains(charset.group(1).toLowerCase(Locale.ROOT))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a call must come by TLS, and does not. */
  static boolean isTooPlain(ServerSettings settings, boolean secure) {
    return settings.tls() == Tls.DIRECT && !settings.demo() && !secure;
  }

  /** Whether the call was answered here, for want of a caller or for too many calls. */
  private boolean isRefused(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = OpenPaths.path(request);
    var caller = Callers.of(request);
    var tokenRefused =
        caller.isEmpty()
            && request.getHeader("Authorization") != null
            && !OpenPaths.isDescription(request);
    if (!limits.allow(request, path, caller)) {
      response.setHeader("Retry-After", String.valueOf(limits.secondsToWait()));
      refuse(response, TOO_MANY, "throttled", "too many calls; try again later");
      return true;
    }
    if (tokenRefused) {
      Counted.TOKENS_REFUSED.inc();
    }
    if (tokenRefused
        || (caller.isEmpty() && !OpenPaths.isOpen(request) && !OpenPaths.isPage(path))) {
      // RFC 6750: the error code is given only when a token was sent.
      response.setHeader(
          "WWW-Authenticate",
          tokenRefused
              ? "Bearer realm=\"plumbline\", error=\"invalid_token\""
              : "Bearer realm=\"plumbline\"");
      refuse(response, UNAUTHORIZED, "login", "not signed in");
      return true;
    }
    var needed = OpenPaths.grant(request, path);
    if (!needed.isEmpty() && caller.filter(it -> it.grants().contains(needed)).isEmpty()) {
      response.setHeader(
          "WWW-Authenticate", "Bearer realm=\"plumbline\", error=\"insufficient_scope\"");
      refuse(response, FORBIDDEN, "forbidden", "this client may not do that");
      return true;
    }
    return false;
  }

  private static void refuse(HttpServletResponse response, int status, String code, String why)
      throws IOException {
    var issue = Build.object().add("severity", "error").add("code", code).add("diagnostics", why);
    var outcome =
        Build.object()
            .add("resourceType", "OperationOutcome")
            .add("issue", Build.array().add(issue))
            .build();
    response.setStatus(status);
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(outcome.toString());
  }
}
