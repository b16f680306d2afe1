package org.plumbline.web.screen.patient;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Carer;
import org.plumbline.kb.Certainty;
import org.plumbline.kb.Handover;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.link.IntakeLink;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.screen.page.Assets;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.page.Templates;
import org.plumbline.web.screen.patient.StepPage.Clinic;

/** Fills the templates of the patient's pages. */
@ApplicationScoped
public class PatientPages {
  /** Which step comes after one that was asked for out of turn. */
  static final String THEN = "then";

  /** That the patient has to be told, or was told by the script, to be seen today. */
  static final String TODAY = "today";

  private Submission submission;
  private KnowledgeBase knowledge;
  private Templates templates;
  private Assets assets;
  private ClinicSettings settings;
  private ClinicFace face;
  private final Map<String, Handover> alone = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  private StopSigns signs;

  @SuppressWarnings("NullAway.Init")
  private Interruption interruption;

  @SuppressWarnings("NullAway.Init")
  protected PatientPages() {} // required by the container

  @Inject
  PatientPages(
      Submission submission,
      KnowledgeBase knowledge,
      Templates templates,
      Assets assets,
      ClinicSettings settings,
      ClinicFace face) {
    this.submission = submission;
    this.knowledge = knowledge;
    this.templates = templates;
    this.assets = assets;
    this.settings = settings;
    this.face = face;
    this.signs = new StopSigns(submission.form(), knowledge);
    this.interruption = new Interruption(submission, knowledge);
    for (var it : signs.all()) {
      alone.put(it.linkId(), StopSigns.alone(knowledge, Fact.of(it.linkId()).orElseThrow()));
    }
  }

  /**
   * Where a page is.
   *
   * @param address the address of the link
   * @param kiosk the address of the shared device; empty on the patient's own
   */
  record Place(IntakeLink link, String address, Optional<String> kiosk, Language language) {}

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

  void step(
      HttpServletRequest request,
      HttpServletResponse response,
      Place place,
      int step,
      Answers answers,
      Map<String, String> faults)
      throws IOException {
    var standing = standing(request, place, step, answers);
    var page =
        new StepPage(
            Messages.in(place.language()),
            assets.base(),
            place.address(),
            place.kiosk(),
            clinic(),
            settings.emergencyNumber(),
            step,
            submission.form().step(step),
            answers,
            faults,
            stops(place.language()),
            standing);
    templates.show(
        request, response, faults.isEmpty() ? 200 : 422, "patient/step.jte", Map.of("page", page));
  }

  private StepPage.Standing standing(
      HttpServletRequest request, Place place, int step, Answers answers) {
    var then =
        Optional.ofNullable(request.getParameter(THEN))
            .filter(it -> it.matches("[1-9]"))
            .map(Integer::valueOf);
    try {
      var certain = interruption.certain(place.link(), answers);
      return new StepPage.Standing(
          emergency(certain, answers),
          isTakenBack(certain, answers),
          request.getParameter(TODAY) != null && certain.urgency() == Interruption.TELLS_AT,
          told(Instruction.of(Interruption.TELLS_AT).wording(), place.language()),
          Carer.answers(submission.intake(place.link(), answers)),
          Set.copyOf(interruption.deciding(place.link(), answers)),
          interruption.ways(place.link(), answers, step),
          then);
    } catch (IntakeRefused e) {
      return new StepPage.Standing(Optional.empty(), false, false, "", false, Set.of(), "", then);
    }
  }

  /** The emergency that was told, as long as it holds. */
  private static Optional<Urgency> emergency(Certainty certain, Answers answers) {
    return certain.stops() && !answers.told().isEmpty()
        ? Optional.of(certain.urgency())
        : Optional.empty();
  }

  private static boolean isTakenBack(Certainty certain, Answers answers) {
    return !certain.stops() && !answers.told().isEmpty();
  }

  private StepPage.Stops stops(Language language) {
    return new StepPage.Stops() {
      @Override
      public Optional<Urgency> urgency(String linkId) {
        return signs.of(linkId).map(StopSigns.StopSign::urgency);
      }

      @Override
      public String told(Urgency urgency) {
        return PatientPages.this.told(Instruction.of(urgency).wording(), language);
      }

      @Override
      public Address address(String linkId) {
        return Address.of(alone(linkId), it -> PatientPages.this.told(it, language));
      }

      @Override
      public String said(String linkId) {
        return Glossary.said(Fact.of(linkId).orElseThrow(), Presence.PRESENT)
            .map(it -> Glossary.capital(it.in(language)))
            .orElse("");
      }

      @Override
      public String please(String linkId) {
        return alone(linkId).destination().map(it -> it.please().in(language)).orElse("");
      }
    };
  }

  private Handover alone(String linkId) {
    return requireNonNull(alone.get(linkId), linkId);
  }

  /**
   * The emergency advice.
   *
   * @param told whether the clinic knows: only when the server has recorded it
   * @param next the step on which the patient goes on
   */
  void emergency(
      HttpServletRequest request,
      HttpServletResponse response,
      Place place,
      Assessment assessment,
      boolean told,
      int next)
      throws IOException {
    var model = common(place);
    model.put("advice", Address.of(assessment.handover(), it -> told(it, place.language())));
    model.put("clinicKnows", told);
    model.put("next", next);
    templates.show(request, response, 200, "patient/emergency.jte", model);
  }

  private Map<String, Object> common(Place place) {
    var model = common(place.language());
    model.put("address", place.address());
    model.put("kiosk", place.kiosk());
    return model;
  }

  /** What every page has around it. */
  private Map<String, Object> common(Language language) {
    var model = new HashMap<String, Object>();
    model.put("words", Messages.in(language));
    model.put("assets", assets.base());
    model.put("clinic", clinic());
    model.put("number", settings.emergencyNumber());
    return model;
  }

  /** A question with its answer, and the step on which it is changed. */
  public record Line(String question, String answer, int step, boolean no) {}

  /** What was answered, to be looked through before it is sent, and who gets it. */
  void review(
      HttpServletRequest request, HttpServletResponse response, Place place, Answers answers)
      throws IOException {
    var words = Messages.in(place.language());
    var lines = new ArrayList<Line>();
    var open = 0;
    for (var step = 1; step <= PatientForm.steps(); step++) {
      for (var group : submission.form().step(step)) {
        for (var item : group.items()) {
          var shown = shown(item, answers, place.language());
          if (shown.isPresent()) {
            lines.add(
                new Line(
                    item.text().in(place.language()),
                    shown.get(),
                    step,
                    item.finding() && answers.is(item.linkId(), "N")));
          } else if (answers.enabled(item)) {
            open++;
          }
        }
      }
    }
    BodyChart.names(answers.marks(), place.language())
        .forEach(
            it -> lines.add(new Line(words.of("chart.heading"), it, PatientForm.steps(), false)));
    var model = common(place);
    model.put("lines", lines);
    model.put("open", open);
    var certain = interruption.certain(place.link(), answers);
    model.put("emergency", emergency(certain, answers));
    model.put("changed", isTakenBack(certain, answers));
    templates.show(request, response, 200, "patient/review.jte", model);
  }

  private static Optional<String> shown(PatientForm.Item item, Answers answers, Language language) {
    return answers.enabled(item)
        ? answers
            .to(item.linkId())
            .map(
                said ->
                    item.option(said)
                        .map(it -> it.display().in(language))
                        .orElseGet(
                            () ->
                                item.unit(answers.unit(item.linkId()))
                                    .map(
                                        unit ->
                                            answers.number(item.linkId())
                                                + " "
                                                + unit.display().in(language))
                                    .orElse(said.replace('T', ' '))))
        : Optional.empty();
  }

  /**
   * The result, which is also the hand-out.
   *
   * @param earlier what earlier answers ask for that are graver and that nobody has decided about
   */
  void result(
      HttpServletRequest request,
      HttpServletResponse response,
      Place place,
      Handout handout,
      boolean told,
      Optional<Urgency> earlier)
      throws IOException {
    var model = common(place);
    model.put("earlier", earlier.map(it -> told(Instruction.of(it).wording(), place.language())));
    model.put("handout", handout);
    model.put("clinicKnows", told);
    templates.show(request, response, 200, "patient/result.jte", model);
  }

  /** A page with a heading and a few lines, when there is nothing to ask or to show. */
  void note(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      Language language,
      String heading,
      String line,
      Optional<String> back)
      throws IOException {
    var model = common(language);
    model.put("heading", heading);
    model.put("line", line);
    model.put("back", back);
    model.put("net", Handout.lists(SafetyNet.general(), wording -> told(wording, language)));
    templates.show(request, response, status, "patient/note.jte", model);
  }

  /** There is no such link, or it has ended; which of both nobody is told. */
  void expired(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var language = language(request, new Answers());
    var words = Messages.in(language);
    note(
        request,
        response,
        HttpServletResponse.SC_NOT_FOUND,
        language,
        words.of("expired.heading"),
        words.of("expired.line"),
        Optional.empty());
  }

  /** The page on which a code is typed. */
  void kiosk(
      HttpServletRequest request, HttpServletResponse response, String address, boolean wrong)
      throws IOException {
    var language = accepted(request).orElse(settings.language());
    var model = common(language);
    model.put("address", address);
    model.put("wrong", wrong);
    templates.show(request, response, wrong ? 422 : 200, "patient/kiosk.jte", model);
  }

  Interruption interruption() {
    return interruption;
  }

  /** The rules that make an assessment an emergency. */
  static List<String> emergencies(Assessment assessment) {
    var rules = new ArrayList<String>();
    for (RedFlag flag : assessment.redFlags()) {
      if (flag.urgency().compareTo(Urgency.EMERGENCY) >= 0) {
        rules.add(flag.id());
      }
    }
    return rules;
  }

  /** The hand-out of an assessment. */
  Handout handout(
      Assessment assessment,
      Intake intake,
      java.time.Instant answeredAt,
      java.time.ZoneId zone,
      Language language) {
    return Handout.of(
        assessment,
        wording -> told(wording, language),
        Optional.ofNullable(intake.painNow()).map(it -> String.valueOf(Math.round(it))),
        answeredAt,
        zone,
        language == Language.ENGLISH ? Locale.UK : Locale.forLanguageTag(language.code()));
  }

  KnowledgeBase knowledge() {
    return knowledge;
  }
}
