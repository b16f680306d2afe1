package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Carer;
import org.plumbline.kb.outlook.Certainty;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.document.Address;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.PatientPages.Place;
import org.plumbline.web.screen.patient.StepPage.Entry;

/** Shows a step of the questions, and the emergency that the answers so far come to. */
@ApplicationScoped
class StepPages {
  /** How many steps were met before the one that is shown. */
  static final String AT = "at";

  /** That what a list began is gone through, and not its ticks again. */
  static final String THEN = "then";

  /** The question that is changed out of turn. */
  static final String CHANGE = "change";

  /** That the patient has to be told to be seen today. */
  static final String TODAY = "today";

  /** Of how many signs the patient has just said that there is none. */
  static final String NONE = "none";

  /** That another page had answered otherwise. */
  static final String ELSEWHERE = "elsewhere";

  private static final int UNPROCESSABLE = 422;

  private Submission submission;
  private KnowledgeBase knowledge;
  private PatientPages pages;

  @SuppressWarnings("NullAway.Init")
  private Interruption interruption;

  @SuppressWarnings("NullAway.Init")
  private Ahead ahead;

  @SuppressWarnings("NullAway.Init")
  private TapAlarms alarms;

  @SuppressWarnings("NullAway.Init")
  protected StepPages() {} // required by the container

  @Inject
  StepPages(Submission submission, KnowledgeBase knowledge, PatientPages pages) {
    this.submission = submission;
    this.knowledge = knowledge;
    this.pages = pages;
    this.interruption = new Interruption(submission, knowledge);
    this.ahead = new Ahead(knowledge);
    this.alarms = new TapAlarms(submission, knowledge, interruption);
  }

  Interruption interruption() {
    return interruption;
  }

  /** The page that an address names: a step that was met before, or what is open now. */
  Answer open(Sent sent, Place place, Answers answers) {
    try {
      return asked(sent, place, answers)
          .map(it -> show(place, it, answers, Entry.of(sent, it, answers)))
          .orElseGet(() -> place.to(place.isFinished() ? "" : "?" + IntakePages.REVIEW + "=1"));
    } catch (IntakeRefused e) {
      return refused(place, answers, e);
    }
  }

  private Optional<Asked> asked(Sent sent, Place place, Answers answers) {
    if (place.isFinished()) {
      return ofPlan(place, answers);
    }
    var changed = sent.raw(CHANGE).flatMap(it -> Ahead.changed(answers, it));
    var at = sent.raw(AT).filter(it -> it.matches("\\d{1,3}")).map(Integer::valueOf);
    return changed
        .or(() -> at.filter(it -> !sent.has(THEN)).flatMap(it -> Ahead.before(answers, it)))
        .or(() -> ahead.now(submission.intake(place.link(), answers), answers));
  }

  /** What the plan asks after the result. */
  Optional<Asked> ofPlan(Place place, Answers answers) {
    return ahead.ofPlan(submission.intake(place.link(), answers), answers);
  }

  /** Whether something is left to ask that could change what the patient is told. */
  boolean isOpen(Intake read, Answers answers) {
    return ahead.now(read, answers).isPresent();
  }

  /**
   * Where the patient goes on: each page has an address of its own, so that the browser goes back.
   */
  static String next(Answers answers) {
    var trail = answers.trail();
    var end = "?" + AT + "=" + trail.taken().size();
    return trail.doubted().isEmpty() && trail.held().isPresent()
        ? "?" + AT + "=" + trail.indexOf(trail.held().get().list()) + "&" + THEN + "=1"
        : end;
  }

  /** The question whose answer does not fit any more: time has gone on since it was given. */
  Answer refused(Place place, Answers answers, IntakeRefused refused) {
    var where = refused.faults().get(0).where();
    return show(
        place,
        Ahead.changed(answers, where).orElseThrow(() -> refused),
        answers,
        new Entry(Set.of(), Map.of(where, "fault.refused"), 0, false, false));
  }

  /** A page. */
  Answer show(Place place, Asked asked, Answers answers, Entry entry) {
    var page =
        new StepPage(
            pages.around(place.language()),
            place,
            asked,
            answers,
            entry,
            alarms(place, asked, answers),
            standing(place, asked, answers));
    return Answer.page(
        entry.faults().isEmpty() ? HttpServletResponse.SC_OK : UNPROCESSABLE,
        PatientPages.TEMPLATES.patientStep(page));
  }

  /**
   * The emergency advice; what is asked now when it is none any more. That the clinic knows is told
   * only when the server has recorded it.
   */
  Answer emergency(Place place, Answers answers) {
    var handover = alarms.of(place.link(), answers);
    if (handover.isEmpty()) {
      return place.to("");
    }
    var around = pages.around(place.language());
    return Answer.page(
        PatientPages.TEMPLATES.patientEmergency(
            around.words(),
            around.assets(),
            place.address(),
            place.kiosk(),
            around.clinic(),
            around.number(),
            Address.of(handover.get(), it -> pages.told(it, place.language())),
            place.link().assessment().isPresent(),
            Math.max(0, answers.trail().taken().size() - 1)));
  }

  private StepPage.Alarms alarms(Place place, Asked asked, Answers answers) {
    Function<Wording, String> say = it -> pages.told(it, place.language());
    var told = new HashMap<TapAlarms.Tap, String>();
    alarms
        .of(place.link(), answers, asked)
        .forEach((tap, it) -> told.put(tap, TapAlarms.json(it, say).toString()));
    return new StepPage.Alarms(say, told);
  }

  private StepPage.Standing standing(Place place, Asked asked, Answers answers) {
    try {
      var read = submission.intake(place.link(), answers);
      var certain = interruption.certain(read, answers);
      return new StepPage.Standing(
          emergency(certain, answers),
          isTakenBack(certain, answers),
          pages.told(Instruction.of(Interruption.TELLS_AT).wording(), place.language()),
          Carer.answers(read),
          Set.copyOf(interruption.deciding(read, answers)),
          interruption.ways(place.link(), read, answers, asked.facts()));
    } catch (IntakeRefused e) {
      return new StepPage.Standing(Optional.empty(), false, "", false, Set.of(), "");
    }
  }

  /** The emergency that was told, as long as it holds. */
  static Optional<Urgency> emergency(Certainty certain, Answers answers) {
    return certain.stops() && !answers.told().isEmpty()
        ? Optional.of(certain.urgency())
        : Optional.empty();
  }

  static boolean isTakenBack(Certainty certain, Answers answers) {
    return !certain.stops() && !answers.told().isEmpty();
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
}
