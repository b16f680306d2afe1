package org.plumbline.web.screen.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.access.launch.Launch;
import org.plumbline.web.access.launch.Launch.Purpose;
import org.plumbline.web.access.launch.SessionGuests;
import org.plumbline.web.access.launch.SignInRefused;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.registry.Registry;
import org.plumbline.web.screen.page.Assets;
import org.plumbline.web.screen.page.Redirect;
import org.plumbline.web.screen.page.SameOrigin;
import org.plumbline.web.screen.page.Templates;

/**
 * The pages of a launch. The session cookie is partitioned, so that it works in the frame of an EHR
 * while third-party storage is blocked; a browser that brings none back is sent to a tab of its
 * own.
 */
@WebServlet({"/launch", "/launch/*"})
public class LaunchPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(LaunchPages.class.getName());

  /**
   * For a launch that is under way. A cookie of its own: anybody's link can begin a launch, and
   * must not end the session of whoever follows it.
   */
  private static final String PENDING = "__Host-plumbline-launch";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final transient Launch launch;
  private final transient Registry registry;
  private final transient ServerAddress address;
  private final transient Templates templates;
  private final transient Assets assets;

  @Inject
  LaunchPages(
      Launch launch, Registry registry, ServerAddress address, Templates templates, Assets assets) {
    this.templates = templates;
    this.assets = assets;
    this.launch = launch;
    this.registry = registry;
    this.address = address;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    allowFrames(response);
    try {
      answer(request, response);
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "launch not done: {0}", e.getClass().getName());
      show(
          request,
          response,
          HttpServletResponse.SC_SERVICE_UNAVAILABLE,
          "Plumbline cannot sign you in now",
          "Open it from the record again in a minute.",
          Optional.empty());
    }
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    switch (Objects.requireNonNullElse(request.getPathInfo(), "")) {
      case "" ->
          begin(
              request,
              response,
              Optional.ofNullable(request.getParameter("launch")),
              Purpose.PATIENT);
      case "/standalone" -> begin(request, response, Optional.empty(), Purpose.PATIENT);
      case "/sign-in" -> begin(request, response, Optional.empty(), Purpose.CLINIC);
      case "/callback" -> callback(request, response);
      case "/view" -> Redirect.to(response, "/app/patient");
      default -> show(request, response, 404, "Not found", "", Optional.empty());
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    allowFrames(response);
    if (!"/sign-out".equals(request.getPathInfo())
        || !SameOrigin.holds(request, address.base(request))) {
      show(request, response, 403, "Not allowed", "", Optional.empty());
      return;
    }
    setCookie(response, SessionGuests.COOKIE, "", "; Max-Age=0");
    end(request);
    show(
        request,
        response,
        200,
        "You have signed out",
        "Open Plumbline from the record again, or close this page.",
        Optional.empty());
  }

  /**
   * Ends the session of a browser that has forgotten it anyway, also while the database is away.
   */
  private void end(HttpServletRequest request) {
    try {
      SessionGuests.cookie(request).ifPresent(launch::end);
    } catch (EJBException e) {
      LOG.log(Level.ERROR, "session not ended: {0}", e.getClass().getName());
    }
  }

  /** The frames of registered EHRs alone may show us. */
  private void allowFrames(HttpServletResponse response) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; form-action 'self'; frame-ancestors " + registry.frameAncestors());
  }

  private void begin(
      HttpServletRequest request,
      HttpServletResponse response,
      Optional<String> handle,
      Purpose purpose)
      throws IOException {
    var from =
        new Launch.From(
            Objects.requireNonNullElse(request.getParameter("iss"), ""),
            Optional.ofNullable(request.getParameter("client")));
    try {
      var begun =
          launch.begin(
              from,
              handle,
              redirect(request),
              purpose,
              SessionGuests.cookie(request, PENDING).filter(SECRET.asMatchPredicate()));
      setCookie(response, PENDING, begun.secret(), "; Max-Age=600");
      Redirect.to(response, begun.authorize().toString());
    } catch (Refused e) {
      refuse(request, response, e);
    } catch (SignInRefused e) {
      refuse(request, response, e);
    }
  }

  private String redirect(HttpServletRequest request) {
    return address.base(request) + "/launch/callback";
  }

  private void callback(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var pending = launch.pending(Objects.requireNonNullElse(request.getParameter("state"), ""));
    if (pending.isEmpty()) {
      show(
          request,
          response,
          400,
          "This launch has expired",
          "Open Plumbline from the record again.",
          Optional.empty());
      return;
    }
    if (!Launch.isSameBrowser(pending.get(), SessionGuests.cookie(request, PENDING))) {
      openInTab(request, response, pending.get());
      return;
    }
    var code = request.getParameter("code");
    if (code == null) {
      show(
          request,
          response,
          400,
          "The record system did not let us in",
          "Open Plumbline from the record again, or ask your administrator.",
          Optional.empty());
      return;
    }
    try {
      var session = launch.finish(pending.get(), code, redirect(request));
      end(request);
      setCookie(response, SessionGuests.COOKIE, session.secret(), "");
      Redirect.to(response, session.patient().isPresent() ? "/app/patient" : "/app/board");
    } catch (Refused e) {
      refuse(request, response, e);
    } catch (SignInRefused e) {
      refuse(request, response, e);
    }
  }

  private void openInTab(
      HttpServletRequest request, HttpServletResponse response, Launch.Pending pending)
      throws IOException {
    var from =
        "?client="
            + URLEncoder.encode(pending.client(), UTF_8)
            + "&iss="
            + URLEncoder.encode(pending.iss(), UTF_8);
    show(
        request,
        response,
        200,
        "Your browser keeps no cookie here",
        "Plumbline needs one to know you. In a tab of its own it works.",
        Optional.of(
            (pending.purpose() == Purpose.CLINIC ? "/launch/sign-in" : "/launch/standalone")
                + from));
  }

  private void refuse(HttpServletRequest request, HttpServletResponse response, Refused refused)
      throws IOException {
    LOG.log(Level.WARNING, "launch refused: {0}", refused.getMessage());
    show(
        request,
        response,
        400,
        "Plumbline could not be launched",
        "The record system is not registered here, or it did not answer.",
        Optional.empty());
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, SignInRefused refused)
      throws IOException {
    LOG.log(Level.WARNING, "sign-in refused: {0}", refused.getMessage());
    show(request, response, refused.status(), refused.heading(), refused.line(), Optional.empty());
  }

  /** Set by header: the API of servlets knows no partitioned cookie. */
  private static void setCookie(
      HttpServletResponse response, String name, String secret, String life) {
    response.addHeader(
        "Set-Cookie",
        String.join(
                "; ",
                Arrays.asList(
                    name + "=" + secret,
                    "Path=/",
                    "Secure",
                    "HttpOnly",
                    "SameSite=None",
                    "Partitioned"))
            + life);
  }

  private void show(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String heading,
      String line,
      Optional<String> tab)
      throws IOException {
    templates.show(
        request,
        response,
        status,
        "launch/note.jte",
        Map.of("assets", assets.base(), "heading", heading, "line", line, "tab", tab));
  }
}
