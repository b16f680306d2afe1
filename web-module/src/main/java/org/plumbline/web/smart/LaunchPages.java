package org.plumbline.web.smart;

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
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.Entry.Action;
import org.plumbline.clinic.Client;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.metric.Counted;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.registry.Registry;
import org.plumbline.web.security.ServerAddress;

/**
 * The pages of a launch. The session cookie is partitioned, so that it works in the frame of an EHR
 * while third-party storage is blocked; a browser that brings none back is sent to a tab of its
 * own.
 */
@WebServlet({"/launch", "/launch/*"})
public class LaunchPages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(LaunchPages.class.getName());
  private static final String COOKIE = "__Host-plumbline";
  private static final int SEE_OTHER = 303;

  private final transient Launch launch;
  private final transient WriteBack writeBack;
  private final transient Assessments assessments;
  private final transient KnowledgeBase knowledge;
  private final transient Registry registry;
  private final transient AuditTrail trail;
  private final transient ServerAddress address;

  @Inject
  LaunchPages(
      Launch launch,
      WriteBack writeBack,
      Assessments assessments,
      KnowledgeBase knowledge,
      Registry registry,
      ServerAddress address,
      AuditTrail trail) {
    this.trail = trail;
    this.launch = launch;
    this.writeBack = writeBack;
    this.assessments = assessments;
    this.knowledge = knowledge;
    this.registry = registry;
    this.address = address;
  }

  /** Who looks at an assessment on our page is audited; the user is known to the EHR. */
  private StoredAssessment audited(Client client, StoredAssessment seen) {
    try {
      trail.add(
          client.tenant(),
          Action.READ,
          "launch",
          HttpServletResponse.SC_OK,
          client.name(),
          Optional.of(seen.patient()),
          "Assessment/" + seen.id());
    } catch (EJBException databaseAway) {
      Counted.NOT_AUDITED.inc();
    }
    return seen;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    allowFrames(response);
    switch (Objects.requireNonNullElse(request.getPathInfo(), "")) {
      case "" -> begin(request, response, Optional.ofNullable(request.getParameter("launch")));
      case "/standalone" -> begin(request, response, Optional.empty());
      case "/callback" -> callback(request, response);
      case "/view" -> view(request, response);
      default -> show(response, 404, new Page("Not found").heading("Not found"));
    }
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    allowFrames(response);
    var session = launch.session(cookie(request));
    var token = Objects.requireNonNullElse(request.getParameter("token"), "");
    if (!"/write".equals(request.getPathInfo())
        || session.filter(it -> it.formToken().equals(token)).isEmpty()) {
      show(
          response,
          403,
          new Page("Not allowed")
              .heading("Not allowed")
              .line("The session has ended. Open Plumbline from the record again."));
      return;
    }
    assessment(session.get()).ifPresent(it -> writeBack.write(session.get(), it));
    redirect(response, "/launch/view");
  }

  /** The frames of registered EHRs alone may show us. */
  private void allowFrames(HttpServletResponse response) {
    var origins =
        registry.all().stream()
            .flatMap(it -> it.origins().stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(" "));
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; form-action 'self'; frame-ancestors "
            + (origins.isEmpty() ? "'none'" : origins));
  }

  private void begin(
      HttpServletRequest request, HttpServletResponse response, Optional<String> handle)
      throws IOException {
    var iss = Objects.requireNonNullElse(request.getParameter("iss"), "");
    try {
      var begun = launch.begin(iss, handle, redirect(request));
      setCookie(response, begun.secret());
      redirect(response, begun.authorize().toString());
    } catch (Refused e) {
      refuse(response, e);
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
          response,
          400,
          new Page("Launch expired")
              .heading("This launch has expired")
              .line("Open Plumbline from the record again."));
      return;
    }
    if (!Launch.isSameBrowser(pending.get(), cookie(request))) {
      openInTab(response, pending.get());
      return;
    }
    var code = request.getParameter("code");
    if (code == null) {
      show(
          response,
          400,
          new Page("Not signed in")
              .heading("The record system did not let us in")
              .line("Open Plumbline from the record again, or ask your administrator."));
      return;
    }
    try {
      var session = launch.finish(pending.get(), code, redirect(request));
      setCookie(response, session.secret());
      redirect(response, "/launch/view");
    } catch (Refused e) {
      refuse(response, e);
    }
  }

  private static void openInTab(HttpServletResponse response, Launch.Pending pending)
      throws IOException {
    var iss = URLEncoder.encode(pending.iss(), UTF_8);
    show(
        response,
        200,
        new Page("Open in a new tab")
            .heading("Your browser keeps no cookie here")
            .line("Plumbline needs one to know you. In a tab of its own it works.")
            .link("Open in a new tab", "/launch/standalone?iss=" + iss));
  }

  private void view(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var session = launch.session(cookie(request));
    if (session.isEmpty()) {
      show(
          response,
          401,
          new Page("Session ended")
              .heading("The session has ended")
              .line("Open Plumbline from the record again."));
      return;
    }
    var page = new Page("Plumbline");
    if (session.get().banner()) {
      page.line("Patient: " + session.get().patient().value());
    }
    var stored = assessment(session.get());
    if (stored.isEmpty()) {
      page.heading("No intake yet").line("Nothing was assessed, so nothing is known.");
    } else {
      assessed(page, session.get(), stored.get());
    }
    show(response, 200, page);
  }

  private void assessed(Page page, Session session, StoredAssessment stored) {
    var intake = Intake.of(stored.statements());
    var assessment = knowledge.assess(intake);
    page.heading(assessment.urgency().display())
        .line(assessment.urgency().timeframe())
        .line("Answered " + stored.answeredAt() + ". Assessment " + stored.id() + ".");
    if (assessment.provisional()) {
      page.line("Provisional: red-flag questions are unanswered.");
    }
    page.section("Red flags")
        .list(
            assessment.redFlags().isEmpty()
                ? List.of("none reported; what is not reported is not excluded")
                : assessment.redFlags().stream()
                    .map(
                        it ->
                            "%s: %s"
                                .formatted(
                                    assessment.reason(it).title(), assessment.reason(it).claim()))
                    .toList());
    page.section("Write to the record")
        .list(writeBack.preview(stored).stream().map(WriteBack::shown).toList())
        .button("Confirm and write to the record", "/launch/write", session.formToken());
    client(session)
        .map(it -> writeBack.about(stored, it))
        .filter(it -> !it.isEmpty())
        .ifPresent(
            messages ->
                page.section("Written")
                    .list(
                        messages.stream()
                            .map(
                                it ->
                                    "%s: %s (%s)"
                                        .formatted(
                                            it.target().getPath().replaceFirst(".*/", ""),
                                            it.state().code(),
                                            it.lastAnswer().orElse("not tried yet")))
                            .toList()));
  }

  private Optional<Client> client(Session session) {
    return registry.named(session.client());
  }

  /**
   * The assessment that our card was about, when the EHR passes that on and it is this patient's;
   * else the newest of the patient.
   */
  private Optional<StoredAssessment> assessment(Session session) {
    var client = client(session);
    if (client.isEmpty()) {
      return Optional.empty();
    }
    return session
        .appContext()
        .flatMap(AssessmentId::parse)
        .flatMap(it -> assessments.find(client.get().tenant(), it))
        .filter(it -> it.patient().equals(session.patient()))
        .or(() -> assessments.newest(client.get().tenant(), session.patient()))
        .map(it -> audited(client.get(), it));
  }

  private static void refuse(HttpServletResponse response, Refused refused) throws IOException {
    LOG.log(Level.WARNING, "launch refused: {0}", refused.getMessage());
    show(
        response,
        400,
        new Page("Launch refused")
            .heading("Plumbline could not be launched")
            .line("The record system is not registered here, or it did not answer."));
  }

  private static Optional<String> cookie(HttpServletRequest request) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies)
            .filter(it -> it.getName().equals(COOKIE))
            .map(it -> it.getValue())
            .findFirst();
  }

  /** Set by header: the API of servlets knows no partitioned cookie. */
  private static void setCookie(HttpServletResponse response, String secret) {
    response.addHeader(
        "Set-Cookie",
        String.join(
            "; ",
            Arrays.asList(
                COOKIE + "=" + secret,
                "Path=/",
                "Secure",
                "HttpOnly",
                "SameSite=None",
                "Partitioned")));
  }

  private static void redirect(HttpServletResponse response, String to) {
    response.setStatus(SEE_OTHER);
    response.setHeader("Location", to);
  }

  private static void show(HttpServletResponse response, int status, Page page) throws IOException {
    response.setStatus(status);
    response.setContentType("text/html");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(page.html());
  }
}
