package org.plumbline.kb;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Outlook;
import org.plumbline.kb.outlook.Step;

/**
 * A patient who takes the short intake to its end. Of a list each sign that is so is ticked in
 * turn, until one interrupts; who does not know one of them opens the list. What a patient has no
 * answer to is answered with "don't know", and what an examination found is known before.
 */
public final class ShortRoute {
  private static final Intake NOTHING = Intake.of(List.of());
  private static final Provenance BY =
      Provenance.of(
          "QuestionnaireResponse/1", Intakes.statement(Fact.FEVER, Presence.ABSENT).from().at());

  /**
   * A step as it was taken.
   *
   * @param before what was known when it was shown
   * @param ticked how many signs were ticked
   * @param end how it was left
   */
  public record Taken(Step step, Intake before, int ticked, End end) {}

  /** How a step was left. */
  public enum End {
    ANSWERED,
    NONE,
    CONFIRMED,
    NOT_SURE,
    INTERRUPTED
  }

  private final Outlook outlook;
  private final Map<Fact, Value> patient;
  private final List<Statement> statements = new ArrayList<>();
  private final Set<Fact> asked = new LinkedHashSet<>();
  private final Set<Checklist> opened = new HashSet<>();
  private final List<Taken> steps = new ArrayList<>();

  private ShortRoute(Outlook outlook, Map<Fact, Value> patient) {
    this.outlook = outlook;
    this.patient = patient;
    known(patient).forEach((fact, value) -> statements.add(Intakes.statement(fact, value)));
  }

  /** The route to the result. */
  public static ShortRoute of(KnowledgeBase knowledge, Map<Fact, Value> patient) {
    var route = new ShortRoute(knowledge.outlook(), patient);
    for (var next = route.next(); next.isPresent(); next = route.next()) {
      route.take(next.get());
    }
    return route;
  }

  /** What a patient is not asked is known before. */
  static Map<Fact, Value> known(Map<Fact, Value> patient) {
    var known = new EnumMap<Fact, Value>(Fact.class);
    patient.forEach(
        (fact, value) -> {
          if (Form.load().question(fact).filter(Question::forPatient).isEmpty()) {
            known.put(fact, value);
          }
        });
    return known;
  }

  /** The whole form in its own order, each question asked when it is enabled. */
  public static Intake wholeForm(Map<Fact, Value> patient) {
    var answers = known(patient);
    for (var question : Form.load().questions()) {
      if (question.forPatient()
          && question.enabled(it -> Optional.ofNullable(answers.get(it)).map(Given::of))) {
        answers.put(question.fact(), answer(patient, question.fact()));
      }
    }
    return Intakes.of(answers);
  }

  private static Value answer(Map<Fact, Value> patient, Fact fact) {
    var value = patient.get(fact);
    return value == null ? NOTHING.value(fact) : value;
  }

  private Optional<Step> next() {
    return outlook.nextStep(intake(), opened);
  }

  private void take(Step step) {
    for (var fact : step.facts()) {
      if (!asked.add(fact) && !opened.contains(Checklist.of(fact).orElseThrow())) {
        throw new AssertionError(fact + " is asked twice");
      }
    }
    if (step instanceof Step.Several several) {
      steps.add(tick(several));
    } else {
      var before = intake();
      var fact = step.facts().get(0);
      statements.add(Intakes.statement(fact, answer(patient, fact)));
      steps.add(new Taken(step, before, 0, End.ANSWERED));
    }
  }

  private Taken tick(Step.Several list) {
    var before = intake();
    var ticked = new LinkedHashSet<Fact>();
    for (var fact : list.facts()) {
      if (answer(patient, fact) == Presence.PRESENT) {
        ticked.add(fact);
        var told = new ArrayList<>(statements);
        told.addAll(list.unsure(ticked, BY));
        if (outlook.certain(Intake.of(told)).stops()) {
          statements.addAll(list.unsure(ticked, BY));
          return new Taken(list, before, ticked.size(), End.INTERRUPTED);
        }
      }
    }
    if (list.facts().stream().anyMatch(it -> answer(patient, it).isUnknown())) {
      statements.addAll(list.unsure(ticked, BY));
      opened.add(list.list());
      return new Taken(list, before, ticked.size(), End.NOT_SURE);
    }
    statements.addAll(list.confirmed(ticked, BY));
    return new Taken(list, before, ticked.size(), ticked.isEmpty() ? End.NONE : End.CONFIRMED);
  }

  /** What was said. */
  public Intake intake() {
    return Intake.of(statements);
  }

  /** The facts of which the patient was asked. */
  public Set<Fact> asked() {
    return asked;
  }

  /** The steps, in the order in which they were taken. */
  public List<Taken> steps() {
    return steps;
  }
}
