package org.plumbline.kb.advice;

import java.util.List;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Wording;

/**
 * One sign of safety-net.yaml.
 *
 * @param list how fast it needs care when it is new
 * @param line what it shares a line of the print with
 * @param told how answers tell of it
 * @param only answers without which it does not concern the patient
 * @param worse where it stands once it was told and judged
 */
public record NetSign(
    String id,
    Urgency list,
    String line,
    Wording wording,
    Told told,
    List<Answer> only,
    Worse worse) {
  public NetSign {
    only = List.copyOf(only);
  }

  /**
   * How answers tell of a sign, each in several ways.
   *
   * @param given what somebody says who has it, new or worse
   * @param reported with which of it a patient has told of it
   */
  public record Told(List<List<Answer>> given, List<List<Answer>> reported) {
    public Told {
      given = given.stream().map(List::copyOf).toList();
      reported = reported.stream().map(List::copyOf).toList();
    }
  }

  /**
   * How it reads when it gets worse.
   *
   * @param saidBy the sign that says so already
   * @param given the ways in which somebody says it
   */
  public record Worse(
      Urgency list, Wording wording, Optional<String> saidBy, List<List<Answer>> given) {
    public Worse {
      given = given.stream().map(List::copyOf).toList();
    }
  }

  /**
   * An answer: a value, or a number that is not below one bound and below the other.
   *
   * @param value the value; empty when it is the number that counts
   */
  public record Answer(Fact fact, Optional<Value> value, double from, double below) {
    static Answer of(Fact fact, String stored) {
      return new Answer(
          fact,
          Optional.of(Value.parse(fact, stored)),
          Double.NEGATIVE_INFINITY,
          Double.POSITIVE_INFINITY);
    }

    static Answer from(Fact fact, double from) {
      return new Answer(fact, Optional.empty(), from, Double.POSITIVE_INFINITY);
    }

    static Answer below(Fact fact, double below) {
      return new Answer(fact, Optional.empty(), Double.NEGATIVE_INFINITY, below);
    }

    private boolean givenBy(Intake intake) {
      var given = intake.value(fact);
      return value
          .map(given::equals)
          .orElseGet(
              () ->
                  given instanceof Reading reading
                      && reading.number() >= from
                      && reading.number() < below);
    }

    private boolean refusedBy(Intake intake) {
      return !intake.value(fact).isUnknown() && !givenBy(intake);
    }
  }

  /** Every sign, in the order of safety-net.yaml. */
  public static List<NetSign> all() {
    return SafetyNetTable.SIGNS;
  }

  /** The ways in which answers have told of it. */
  public List<List<Answer>> reported() {
    return told.reported();
  }

  /** Whether this patient has told of it. */
  public boolean reportedBy(Intake intake) {
    return reported().stream().anyMatch(way -> way.stream().allMatch(it -> it.givenBy(intake)));
  }

  /** Whether it could befall this patient; what is not known does not rule it out. */
  boolean concerns(Intake intake) {
    return only.stream().noneMatch(it -> it.refusedBy(intake));
  }
}
