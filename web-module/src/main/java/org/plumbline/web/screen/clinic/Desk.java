package org.plumbline.web.screen.clinic;

import gg.jte.generated.precompiled.StaticTemplates;
import gg.jte.generated.precompiled.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.Clinics;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.registry.Registry;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Assets;
import org.plumbline.web.screen.page.SameOrigin;

/** Who sits at the screen, and what every page of the clinic has around it. */
@ApplicationScoped
public class Desk {
  /** The templates of the pages, as methods. */
  static final Templates TEMPLATES = new StaticTemplates();

  /** What was typed does not fit. */
  static final int UNPROCESSABLE = 422;

  static final Link TO_THE_BOARD = new Link("To the board", "/app/board");

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.ENGLISH);

  private Callers callers;
  private Registry registry;
  private Assets assets;
  private ClinicFace face;
  private Clinics clinics;
  private ServerAddress address;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Desk() {} // required by the container

  @Inject
  Desk(
      Callers callers,
      Registry registry,
      Assets assets,
      ClinicFace face,
      Clinics clinics,
      ServerAddress address,
      Clock clock) {
    this.callers = callers;
    this.registry = registry;
    this.assets = assets;
    this.face = face;
    this.clinics = clinics;
    this.address = address;
    this.clock = clock;
  }

  /**
   * Whoever sits there.
   *
   * @param name as it is shown and kept
   * @param patient the one patient whom the EHR has opened; empty when it is the whole clinic
   */
  record Seat(Tenant tenant, String name, Optional<PatientReference> patient) {
    boolean maySee(PatientReference other) {
      return patient.isEmpty() || patient.get().equals(other);
    }
  }

  /**
   * A call that was let in has a seat; one that was not has an answer.
   *
   * @param refused what is answered instead of the page
   */
  record Entered(Optional<Seat> seat, Optional<Answer> refused) {}

  /**
   * Who sits there, for a page of one patient or of the clinic.
   *
   * @param clinicWide whether the page shows more than one patient
   */
  Entered letIn(HttpServletRequest request, HttpServletResponse response, boolean clinicWide) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; form-action 'self'; frame-ancestors "
            + (clinicWide ? "'none'" : registry.frameAncestors()));
    var caller = callers.known().filter(it -> it.grants().contains(Caller.SCREENS));
    if (caller.isEmpty()) {
      return refused(
          note(
              HttpServletResponse.SC_UNAUTHORIZED,
              "Sign in",
              "Open Plumbline from the patient's record, or sign in with your record system.",
              signInLinks()));
    }
    var seat =
        new Seat(
            caller.get().tenant(),
            caller.get().client().isEmpty() ? "Demo clinician" : name(caller.get()),
            caller.get().patient());
    if (clinicWide && seat.patient().isPresent()) {
      return refused(
          note(
              HttpServletResponse.SC_FORBIDDEN,
              "Opened for one patient",
              "Your record system has opened Plumbline for one patient. Sign in to see the clinic.",
              signInLinks()));
    }
    if (request.getMethod().equals("POST") && !SameOrigin.holds(request, address.base(request))) {
      return refused(
          note(
              HttpServletResponse.SC_FORBIDDEN,
              "Not allowed",
              "This form was not sent from a page of Plumbline.",
              List.of()));
    }
    return new Entered(Optional.of(seat), Optional.empty());
  }

  private static Entered refused(Answer answer) {
    return new Entered(Optional.empty(), Optional.of(answer));
  }

  /** The reference of a Practitioner is shortened to its id. */
  private static String name(Caller caller) {
    return caller.name().replaceFirst("^.*/(?=[^/]+/[^/]+$)", "");
  }

  private List<Link> signInLinks() {
    return registry.all().stream()
        .filter(it -> it.smartClientId().isPresent())
        .flatMap(
            client ->
                client.fhirServers().stream()
                    .map(
                        server ->
                            new Link(
                                "Sign in with " + client.name(),
                                "/launch/sign-in?client="
                                    + client.name()
                                    + "&iss="
                                    + URLEncoder.encode(
                                        server.toString(), StandardCharsets.UTF_8))))
        .toList();
  }

  /** A link with its words. */
  public record Link(String label, String address) {}

  /** A page with a heading and a line, when there is nothing else to show. */
  Answer note(int status, String heading, String line, List<Link> links) {
    return Answer.page(status, TEMPLATES.clinicNote(frame("", "", false), heading, line, links));
  }

  /** There is no such page, or nobody may know that there is. */
  Answer missing() {
    return note(
        HttpServletResponse.SC_NOT_FOUND,
        "Not found",
        "There is no such page here.",
        List.of(TO_THE_BOARD));
  }

  Answer away() {
    return note(
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "The database does not answer",
        "Nothing can be shown or kept now. Who waits is not known: ask your patients, and use clinical judgement.",
        List.of());
  }

  /**
   * What stands around a page.
   *
   * @param current which entry of the menu is open
   * @param menu whether there is one: not in a page that an EHR has opened for one patient
   * @param session whether somebody has signed in, and can sign out
   */
  public record Frame(
      String assets, String clinic, String current, String user, boolean menu, boolean session) {}

  /** Whether somebody has signed in, and is not in the demonstration. */
  boolean signedIn() {
    return callers.known().flatMap(Caller::client).isPresent();
  }

  private Frame frame(String current, String user, boolean menu) {
    var session = signedIn();
    return new Frame(assets.base(), face.name(), current, user, menu, session);
  }

  Frame frame(String current, Seat seat) {
    return frame(current, seat.name(), seat.patient().isEmpty());
  }

  ZoneId zone(Seat seat) {
    return clinics.of(seat.tenant()).zone();
  }

  /** A moment by the clinic's clock; of today the time alone. */
  String moment(Seat seat, Instant at) {
    var zone = zone(seat);
    var local = at.atZone(zone);
    return local.toLocalDate().equals(clock.instant().atZone(zone).toLocalDate())
        ? local.format(DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH))
        : local.format(MOMENT);
  }

  Instant now() {
    return clock.instant();
  }

  Callers callers() {
    return callers;
  }
}
