package org.plumbline.web.intake;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.form.Form;

/**
 * The intakes of a patient in the order of time. A finished one is in force until a finished one
 * that is at least as full replaces it. A draft only adds danger: it replaces nothing, for the
 * questions that it has not come to are not answered.
 */
public final class Timeline {
  private Timeline() {}

  /**
   * The responses in the order in which one is looked for that can be read.
   *
   * @param newestFirst every response, the newest first
   * @param since when the answers were given that count; a finished response of before is not
   *     preferred to a newer draft
   * @return the finished ones that count, and then all others, each the newest first
   */
  public static List<Node> inForceFirst(List<Node> newestFirst, Instant since) {
    return Stream.concat(
            newestFirst.stream().filter(it -> isInForce(it, since)),
            newestFirst.stream().filter(it -> !isInForce(it, since)))
        .toList();
  }

  private static boolean isInForce(Node response, Instant since) {
    return ResponseHead.isFinished(response) && !ResponseHead.answeredAt(response).isBefore(since);
  }

  /**
   * Whether an earlier intake is replaced: the later one is finished, and answers each question
   * that the earlier one answered and that its own answers ask for.
   */
  public static boolean replaces(ReadIntake later, ReadIntake earlier) {
    return later.finished()
        && !earlier.answeredAt().isAfter(later.answeredAt())
        && earlier.intake().statements().stream()
            .filter(it -> it.from().linkId().isPresent() && !it.value().isUnknown())
            .allMatch(it -> isAnsweredOrNotAsked(it, later));
  }

  private static boolean isAnsweredOrNotAsked(Statement earlier, ReadIntake later) {
    return !later.intake().value(earlier.fact()).isUnknown()
        || Form.load()
            .question(earlier.fact())
            .filter(it -> !it.enabled(later.intake()))
            .isPresent();
  }
}
