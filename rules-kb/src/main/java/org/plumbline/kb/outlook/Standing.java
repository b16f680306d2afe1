package org.plumbline.kb.outlook;

import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.States;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.form.Condition;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Question;

/**
 * Where a patient stands who has answered some questions: what is known, and what each fact may
 * still come to. An answer that was not given may still be any, and stays unknown when it is never
 * given.
 */
final class Standing {
  private static final Map<Fact, Question> ASKED =
      Form.load().questions().stream()
          .filter(Question::forPatient)
          .collect(Collectors.toMap(Question::fact, Function.identity()));

  private final Paths paths;
  private final Ways ways;
  private final Intake intake;
  private final Set<Fact> open;

  /** By ordinal the state of each fact as it is now; what was not answered is unknown. */
  private final long[] now;

  /** By ordinal the states that each fact may still come to. */
  private final long[] possible;

  private final Urgency certain;

  Standing(Paths paths, Ways ways, Intake intake) {
    this.paths = paths;
    this.ways = ways;
    this.intake = intake;
    this.now = paths.states(intake);
    this.open = EnumSet.noneOf(Fact.class);
    ASKED.values().stream().filter(this::canBeAnswered).forEach(it -> open.add(it.fact()));
    this.possible = now.clone();
    open.forEach(it -> possible[it.ordinal()] = states().all(it));
    this.certain = certain(possible);
  }

  Paths paths() {
    return paths;
  }

  Ways ways() {
    return ways;
  }

  States states() {
    return paths.formulas().states();
  }

  Intake intake() {
    return intake;
  }

  /** By ordinal the state of each fact as it is now. */
  long[] now() {
    return now;
  }

  /** By ordinal the states that each fact may still come to. */
  long[] possible() {
    return possible;
  }

  /** Whether the patient can still say something of the fact; "don't know" is an answer. */
  boolean open(Fact fact) {
    return open.contains(fact);
  }

  /** The question that a patient is asked of the fact. */
  static Question question(Fact fact) {
    return Objects.requireNonNull(ASKED.get(fact), fact.code());
  }

  /** Whether it was not answered, and is asked now or after some other answer. */
  private boolean canBeAnswered(Question question) {
    return intake.statement(question.fact()).isEmpty()
        && question.fact().askedOf() != Fact.AskedOf.CLINIC
        && (question.enabledBy().isEmpty()
            || question.enabledBy().stream().allMatch(it -> it.meets(this::canHold)));
  }

  private boolean canHold(Condition condition) {
    var question = ASKED.get(condition.fact());
    return condition.holds(Given.answersOf(intake)) || question != null && canBeAnswered(question);
  }

  /** At least this urgent is the patient at the end, whatever is still answered. */
  Urgency certain() {
    return certain;
  }

  private Urgency certain(long[] states) {
    for (var way : ways.all()) {
      if (way.cube().holdsInAll(states)) {
        return way.urgency();
      }
    }
    return Urgency.SELF_CARE;
  }

  /** Whether a yes alone sends the patient away, whatever is answered to all others. */
  boolean interrupts(Fact finding) {
    var told = possible.clone();
    told[finding.ordinal()] = states().state(finding, Presence.PRESENT);
    return certain(told).compareTo(Interview.STOPS_AT) >= 0;
  }
}
