package org.plumbline.web.screen.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.access.launch.Launch;
import org.plumbline.web.access.launch.Launch.Purpose;
import org.plumbline.web.access.launch.SessionGuests;
import org.plumbline.web.access.launch.SignInRefused;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.SameOrigin;
import org.plumbline.web.screen.page.Sent;

/**
 * The pages of a launch. The session cookie is partitioned, so that it works in the frame of an EHR
 * while third-party storage is blocked; a browser that brings none back is sent to a tab of its
 * own.
 */
@Path("")
@RequestScoped
public class LaunchPages {
  private static final Logger LOG = System.getLogger(LaunchPages.class.getName());

  /**
   * For a launch that is under way. A cookie of its own: anybody's link can begin a launch, and
   * must not end the session of whoever follows it.
   */
  private static final String PENDING = "__Host-plumbline-launch";

  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private Launch launch;
  private ServerAddress address;
  private LaunchNotes notes;

  @SuppressWarnings("NullAway.Init")
  public LaunchPages() {} // required by the container

  @Inject
  public LaunchPages(Launch launch, ServerAddress address, LaunchNotes notes) {
    this.launch = launch;
    this.address = address;
    this.notes = notes;
  }

  /** An EHR opens us for the patient whom it shows. */
  @GET
  public Answer launch(@Context HttpServletRequest request) throws Refused, SignInRefused {
    return begin(request, Sent.with(request).raw("launch"), Purpose.PATIENT);
  }

  /** Somebody opens us; the EHR asks for the patient. */
  @GET
  @Path("standalone")
  public Answer standalone(@Context HttpServletRequest request) throws Refused, SignInRefused {
    return begin(request, Optional.empty(), Purpose.PATIENT);
  }

  /** A clinician signs in for the clinic. */
  @GET
  @Path("sign-in")
  public Answer signIn(@Context HttpServletRequest request) throws Refused, SignInRefused {
    return begin(request, Optional.empty(), Purpose.CLINIC);
  }

  private Answer begin(HttpServletRequest request, Optional<String> handle, Purpose purpose)
      throws Refused, SignInRefused {
    var sent = Sent.with(request);
    var begun =
        launch.begin(
            new Launch.From(sent.raw("iss").orElse(""), sent.raw("client")),
            handle,
            redirect(request),
            purpose,
            SessionGuests.cookie(request, PENDING).filter(SECRET.asMatchPredicate()));
    return Answer.to(begun.authorize().toString())
        .with("Set-Cookie", cookie(PENDING, begun.secret()) + "; Max-Age=600");
  }

  private String redirect(HttpServletRequest request) {
    return address.base(request) + "/launch/callback";
  }

  /** The EHR sends the browser back. */
  @GET
  @Path("callback")
  public Answer callback(@Context HttpServletRequest request) throws Refused, SignInRefused {
    var sent = Sent.with(request);
    var pending = launch.pending(sent.raw("state").orElse(""));
    if (pending.isEmpty()) {
      return notes.note(
          HttpServletResponse.SC_BAD_REQUEST,
          "This launch has expired",
          "Open Plumbline from the record again.");
    }
    if (!Launch.isSameBrowser(pending.get(), SessionGuests.cookie(request, PENDING))) {
      return notes.openInTab(again(pending.get()));
    }
    var code = sent.raw("code");
    if (code.isEmpty()) {
      return notes.note(
          HttpServletResponse.SC_BAD_REQUEST,
          "The record system did not let us in",
          "Open Plumbline from the record again, or ask your administrator.");
    }
    var session = launch.finish(pending.get(), code.get(), redirect(request));
    end(request);
    return Answer.to(session.patient().isPresent() ? "/app/patient" : "/app/board")
        .with("Set-Cookie", cookie(SessionGuests.COOKIE, session.secret()));
  }

  private static String again(Launch.Pending pending) {
    return (pending.purpose() == Purpose.CLINIC ? "/launch/sign-in" : "/launch/standalone")
        + "?client="
        + URLEncoder.encode(pending.client(), UTF_8)
        + "&iss="
        + URLEncoder.encode(pending.iss(), UTF_8);
  }

  /** The patient of the session that there is. */
  @GET
  @Path("view")
  public Answer view() {
    return Answer.to("/app/patient");
  }

  /** Ends the session. */
  @POST
  @Path("sign-out")
  public Answer signOut(@Context HttpServletRequest request) {
    if (!SameOrigin.holds(request, address.base(request))) {
      return notes.note(HttpServletResponse.SC_FORBIDDEN, "Not allowed", "");
    }
    end(request);
    return notes
        .note(
            HttpServletResponse.SC_OK,
            "You have signed out",
            "Open Plumbline from the record again, or close this page.")
        .with("Set-Cookie", cookie(SessionGuests.COOKIE, "") + "; Max-Age=0");
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

  /** As text: the API of servlets knows no partitioned cookie. */
  private static String cookie(String name, String secret) {
    return String.join(
        "; ",
        List.of(
            name + "=" + secret, "Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned"));
  }
}
