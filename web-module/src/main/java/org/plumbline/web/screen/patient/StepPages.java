package org.plumbline.web.screen.patient;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Handover;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.form.Carer;
import org.plumbline.kb.outlook.Certainty;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.document.Address;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** Shows a step of the questions, and the emergency that the answers so far come to. */
@ApplicationScoped
class StepPages {
  /** Which step comes after one that was asked for out of turn. */
  static final String THEN = "then";

  /** That the patient has to be told, or was told by the script, to be seen today. */
  static final String TODAY = "today";

  private static final int UNPROCESSABLE = 422;

  private Submission submission;
  private KnowledgeBase knowledge;
  private PatientPages pages;
  private final Map<String, Handover> alone = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  private StopSigns signs;

  @SuppressWarnings("NullAway.Init")
  private Interruption interruption;

  @SuppressWarnings("NullAway.Init")
  protected StepPages() {} // required by the container

  @Inject
  StepPages(Submission submission, KnowledgeBase knowledge, PatientPages pages) {
    this.submission = submission;
    this.knowledge = knowledge;
    this.pages = pages;
    this.signs = new StopSigns(submission.form(), knowledge);
    this.interruption = new Interruption(submission, knowledge);
    for (var it : signs.all()) {
      alone.put(it.linkId(), StopSigns.alone(knowledge, Fact.of(it.linkId()).orElseThrow()));
    }
  }

  Interruption interruption() {
    return interruption;
  }

  /**
   * A step.
   *
   * @param faults by linkId the key of what is wrong with the answer
   */
  Answer show(Sent sent, Place place, int step, Answers answers, Map<String, String> faults) {
    var around = pages.around(place.language());
    var page =
        new StepPage(
            around.words(),
            around.assets(),
            place.address(),
            place.kiosk(),
            around.clinic(),
            around.number(),
            step,
            submission.form().step(step),
            answers,
            faults,
            stops(place.language()),
            standing(sent, place, step, answers));
    return Answer.page(
        faults.isEmpty() ? HttpServletResponse.SC_OK : UNPROCESSABLE,
        PatientPages.TEMPLATES.patientStep(page));
  }

  /**
   * The emergency advice; the step again when it is none any more. That the clinic knows is told
   * only when the server has recorded it.
   */
  Answer emergency(Place place, int step, Answers answers) {
    var read = submission.intake(place.link(), answers);
    if (!interruption.certain(read, answers).stops()) {
      return place.to("?step=" + step);
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
            Address.of(knowledge.assess(read).handover(), it -> pages.told(it, place.language())),
            place.link().assessment().isPresent(),
            step));
  }

  private StepPage.Standing standing(Sent sent, Place place, int step, Answers answers) {
    var then = sent.raw(THEN).filter(it -> it.matches("[1-9]")).map(Integer::valueOf);
    try {
      var read = submission.intake(place.link(), answers);
      var certain = interruption.certain(read, answers);
      return new StepPage.Standing(
          emergency(certain, answers),
          isTakenBack(certain, answers),
          sent.has(TODAY) && certain.urgency() == Interruption.TELLS_AT,
          pages.told(Instruction.of(Interruption.TELLS_AT).wording(), place.language()),
          Carer.answers(read),
          Set.copyOf(interruption.deciding(read, answers)),
          interruption.ways(place.link(), read, answers, step),
          then);
    } catch (IntakeRefused e) {
      return new StepPage.Standing(Optional.empty(), false, false, "", false, Set.of(), "", then);
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

  private StepPage.Stops stops(Language language) {
    return new StepPage.Stops() {
      @Override
      public Optional<Urgency> urgency(String linkId) {
        return signs.of(linkId).map(StopSigns.StopSign::urgency);
      }

      @Override
      public String told(Urgency urgency) {
        return pages.told(Instruction.of(urgency).wording(), language);
      }

      @Override
      public Address address(String linkId) {
        return Address.of(alone(linkId), it -> pages.told(it, language));
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
