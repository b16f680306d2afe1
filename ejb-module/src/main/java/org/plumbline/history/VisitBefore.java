package org.plumbline.history;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.kb.Reason;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/**
 * What a visit concluded, in short.
 *
 * @param flags the red flags that fired
 */
public record VisitBefore(Instant answeredAt, List<Flag> flags) {
  public VisitBefore {
    flags = List.copyOf(flags);
  }

  /** The visit of a recorded assessment. */
  public static VisitBefore of(Recorded then) {
    return new VisitBefore(
        then.stored().answeredAt(),
        then.redFlags().stream().map(it -> new Flag(it, known(it.rule(), then))).toList());
  }

  /** Of a fact that today's knowledge does not have nobody can say that it was not known then. */
  private static List<String> known(String rule, Recorded then) {
    return then.stored().concluded().transcript().stream()
        .filter(it -> it.startsWith("red-flag " + rule + " "))
        .flatMap(it -> Stream.of(it.substring(it.lastIndexOf(' ') + 1).split(",")))
        .filter(code -> Fact.of(code).filter(it -> then.intake().value(it).isUnknown()).isEmpty())
        .toList();
  }

  /** The rules that fired. */
  public List<String> rules() {
    return flags.stream().map(Flag::rule).toList();
  }

  /**
   * A red flag of an earlier visit.
   *
   * @param reason why it fired, as it was told then
   * @param known the codes of the facts that its condition reads and that were known then
   */
  public record Flag(Reason reason, List<String> known) {
    public Flag {
      known = List.copyOf(known);
    }

    /** The rule that fired. */
    public String rule() {
      return reason.rule();
    }

    /**
     * Whether all of that is known now too. Otherwise it was not asked or not answered again, and
     * nobody can say that it is gone.
     */
    public boolean isKnown(Intake now) {
      return known.stream()
          .allMatch(code -> Fact.of(code).filter(fact -> !now.value(fact).isUnknown()).isPresent());
    }
  }
}
