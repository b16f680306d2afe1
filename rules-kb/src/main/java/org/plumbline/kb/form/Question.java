package org.plumbline.kb.form;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/**
 * A question of the intake.
 *
 * @param fact what it asks
 * @param enabledBy what must hold before it is asked, each of them: what its group asks for, and
 *     what it asks for itself; empty when it is always asked
 */
public record Question(Fact fact, List<AnyOf> enabledBy) {
  public Question {
    enabledBy = List.copyOf(enabledBy);
  }

  /** Answers of which one is needed. */
  public record AnyOf(List<Enabling> answers) {
    public AnyOf {
      answers = List.copyOf(answers);
    }

    private boolean holds(Intake intake) {
      return answers.stream()
          .anyMatch(it -> it.by(intake.statement(it.fact()).map(said -> said.value())));
    }
  }

  /** An answer that enables a question. */
  public sealed interface Enabling {
    /** The fact that is answered. */
    Fact fact();

    /** Whether what was said of the fact enables the question. */
    boolean by(Optional<Value> said);
  }

  /** There is no answer yet: what nobody has asked never hides a question. */
  public record Unanswered(Fact fact) implements Enabling {
    @Override
    public boolean by(Optional<Value> said) {
      return said.isEmpty();
    }
  }

  /**
   * One answer.
   *
   * @param stored the value as it is stored
   */
  public record Said(Fact fact, String stored) implements Enabling {
    @Override
    public boolean by(Optional<Value> said) {
      return said.filter(it -> it.stored().equals(stored)).isPresent();
    }
  }

  /**
   * A number that is high enough, or not known.
   *
   * @param bound the lowest number, in the unit of the fact
   */
  public record AtLeast(Fact fact, double bound) implements Enabling {
    @Override
    public boolean by(Optional<Value> said) {
      return said.filter(
              it -> it.isUnknown() || it instanceof Reading reading && reading.number() >= bound)
          .isPresent();
    }
  }

  /** Whether the answers so far ask for it. */
  public boolean enabled(Intake intake) {
    return enabledBy.stream().allMatch(it -> it.holds(intake));
  }

  /** Whether it is asked only after some answer. */
  public boolean follows() {
    return enabledBy.stream()
        .anyMatch(it -> it.answers().stream().noneMatch(Unanswered.class::isInstance));
  }

  /** The facts that another answer to may still hide it: they are asked first. */
  public Stream<Fact> hiddenByAnAnswerTo() {
    return enabledBy.stream()
        .flatMap(it -> it.answers().stream())
        .filter(Unanswered.class::isInstance)
        .map(Enabling::fact);
  }

  /** Whether a patient, and not an examination, answers it. */
  public boolean forPatient() {
    return fact.askedOf() != Fact.AskedOf.CLINICIAN;
  }
}
