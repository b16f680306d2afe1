package org.plumbline.web.screen.patient;

import gg.jte.generated.precompiled.StaticTemplates;
import gg.jte.generated.precompiled.Templates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.link.IntakeLink;
import org.plumbline.web.document.Handout;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Assets;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.StepPage.Clinic;

/** What every page of a patient has around it, and the short pages. */
@ApplicationScoped
public class PatientPages {
  /** The templates of the pages, as methods. */
  static final Templates TEMPLATES = new StaticTemplates();

  private static final int UNPROCESSABLE = 422;

  private Assets assets;
  private ClinicSettings settings;
  private ClinicFace face;

  @SuppressWarnings("NullAway.Init")
  protected PatientPages() {} // required by the container

  @Inject
  PatientPages(Assets assets, ClinicSettings settings, ClinicFace face) {
    this.assets = assets;
    this.settings = settings;
    this.face = face;
  }

  /**
   * Where a page is.
   *
   * @param address the address of the link
   * @param kiosk the address of the shared device; empty on the patient's own
   */
  public record Place(IntakeLink link, String address, Optional<String> kiosk, Language language) {
    /** Another page of this link, on the same device. */
    Answer to(String page) {
      return Answer.to(at(page));
    }

    /** Whether all answers were sent: what is asked now is for the plan. */
    boolean isFinished() {
      return link.finishedAt().isPresent();
    }

    /** The address of another page of this link, on the same device. */
    public String at(String page) {
      return address
          + page
          + kiosk
              .map(it -> (page.contains("?") ? "&" : "?") + IntakePages.KIOSK + "=" + it)
              .orElse("");
    }
  }

  /**
   * Where a call by a link is; a language that was chosen with it is that of the answers from now
   * on.
   *
   * @param chosen the name under which a language is sent
   */
  Place place(LinkCall call, String token, Answers answers, String chosen) {
    call.sent().raw(chosen).flatMap(Language::of).ifPresent(answers::language);
    return new Place(
        call.link(),
        "/intake/" + token,
        call.sent().raw(IntakePages.KIOSK).filter(it -> it.matches("[A-Za-z0-9_-]{20,80}")),
        language(call.request(), answers));
  }

  /** What stands around every page. */
  public record Around(Messages words, String assets, Clinic clinic, String number) {}

  Around around(Language language) {
    return new Around(Messages.in(language), assets.base(), clinic(), settings.emergencyNumber());
  }

  /** The language of the answers; before there are any, the browser's, when we speak it. */
  Language language(HttpServletRequest request, Answers answers) {
    return answers.language().or(() -> accepted(request)).orElse(settings.language());
  }

  /** What the browser speaks, when we do too. */
  private static Optional<Language> accepted(HttpServletRequest request) {
    if (request.getHeader("Accept-Language") == null) {
      return Optional.empty();
    }
    var locales = request.getLocales();
    while (locales.hasMoreElements()) {
      var language = Language.of(locales.nextElement().toLanguageTag());
      if (language.isPresent()) {
        return language;
      }
    }
    return Optional.empty();
  }

  Clinic clinic() {
    return new Clinic(face.name(), face.phone());
  }

  String told(Wording wording, Language language) {
    return settings.withNumber(wording).in(language);
  }

  /**
   * A page with a heading and a line, when there is nothing to ask or to show.
   *
   * @param about how the keys of its words begin
   * @param back where it leads; empty text for nowhere
   */
  Answer note(int status, Language language, Note about, String back) {
    var around = around(language);
    return Answer.page(
        status,
        TEMPLATES.patientNote(
            around.words(),
            around.assets(),
            around.clinic(),
            around.number(),
            around.words().of(about.key() + ".heading"),
            around.words().of(about.key() + ".line"),
            Optional.of(back).filter(it -> !it.isEmpty()),
            Handout.lists(SafetyNet.general(), wording -> told(wording, language))));
  }

  /** What such a page says. */
  enum Note {
    AWAY,
    DONE,
    EXPIRED,
    FAILED,
    MISSING,
    REFUSED;

    String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** There is no such link, or it has ended; which of both nobody is told. */
  Answer expired(HttpServletRequest request) {
    return note(HttpServletResponse.SC_NOT_FOUND, language(request), Note.EXPIRED, "");
  }

  /** Something is not there, cannot be done or does not work; the page says which, and goes on. */
  Answer fault(HttpServletRequest request, int status) {
    var about =
        switch (status) {
          case HttpServletResponse.SC_NOT_FOUND -> Note.MISSING;
          case HttpServletResponse.SC_METHOD_NOT_ALLOWED -> Note.REFUSED;
          default -> Note.FAILED;
        };
    return note(status, language(request), about, "/");
  }

  /** The database is away. */
  Answer away(HttpServletRequest request) {
    return note(HttpServletResponse.SC_SERVICE_UNAVAILABLE, language(request), Note.AWAY, "");
  }

  private static Optional<Language> chosen(HttpServletRequest request) {
    return Stream.of("language", "lang")
        .flatMap(it -> Optional.ofNullable(request.getParameter(it)).stream())
        .flatMap(it -> Language.of(it).stream())
        .findFirst();
  }

  private Language language(HttpServletRequest request) {
    return chosen(request)
        .orElseGet(
            () ->
                language(
                    request,
                    LinkGuests.known(request)
                        .map(it -> Answers.of(it.answers()))
                        .orElseGet(Answers::new)));
  }

  /** The page on which a code is typed. */
  Answer kiosk(HttpServletRequest request, String address, boolean wrong) {
    var around = around(chosen(request).or(() -> accepted(request)).orElse(settings.language()));
    return Answer.page(
        wrong ? UNPROCESSABLE : HttpServletResponse.SC_OK,
        TEMPLATES.patientKiosk(
            around.words(), around.assets(), around.clinic(), around.number(), address, wrong));
  }
}
