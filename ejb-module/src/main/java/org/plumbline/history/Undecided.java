package org.plumbline.history;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;

/**
 * What is undecided, in the words of SQL, for every query that asks for it. Nothing settles an
 * assessment but a clinician: a decision, an override of its card with a reason, or an examination.
 *
 * <p>A later assessment of the same patient <em>covers</em> an earlier one when it is at least as
 * urgent, holds every red flag of the earlier one that sends to hospital, and is finished unless
 * the earlier one is not: then who decides about it has decided about both, and it alone is shown.
 * Milder, empty or unfinished answers cover nothing graver.
 */
public final class Undecided {
  /** How long answers count. Source: docs/where.md, time. */
  public static final Duration COUNTS = Duration.ofDays(14);

  private static final String HOSPITAL =
      Stream.of(Urgency.values())
          .filter(it -> it.compareTo(Urgency.EMERGENCY) >= 0)
          .map(it -> "'" + it.code() + "'")
          .collect(joining(", ", "(", ")"));

  private Undecided() {}

  /** Whether an assessment of this urgency stays until a clinician has decided: it escalates. */
  public static boolean stays(Urgency urgency) {
    return Instruction.of(urgency).followUps().stream().anyMatch(Instruction.FollowUp::escalates);
  }

  /** The codes of the urgencies that stay. */
  public static List<String> staying() {
    return Stream.of(Urgency.values()).filter(Undecided::stays).map(Urgency::code).toList();
  }

  /** The urgency of a row as a number; the order is that of the enum, not one that SQL knows. */
  public static String rank(String row) {
    return Stream.of(Urgency.values())
        .map(it -> "when '%s' then %d".formatted(it.code(), it.ordinal()))
        .collect(joining(" ", "case " + row + ".urgency ", " end"));
  }

  /** That one row of assessments covers another. */
  static String covers(String later, String earlier) {
    return """
        %1$s.tenant = %2$s.tenant and %1$s.patient = %2$s.patient and %1$s.answered_at >= %2$s.answered_at
            and %3$s >= %4$s and (%2$s.unfinished or not %1$s.unfinished)
            and not exists (select 1 from assessment_conclusion c where c.assessment_id = %2$s.id and c.kind = 'red-flag' and c.urgency in %5$s
                and not exists (select 1 from assessment_conclusion k where k.assessment_id = %1$s.id and k.kind = 'red-flag' and k.rule = c.rule))
        """
        .formatted(later, earlier, rank(later), rank(earlier), HOSPITAL);
  }

  /** That the row {@code s} covers the row {@code a}. */
  public static final String COVERED = covers("s", "a");

  /** That a clinician has decided about the row {@code s}. */
  private static final String SETTLED =
      """
      (exists (select 1 from decision d where d.assessment_id = s.id)
          or exists (select 1 from assessment e where e.tenant = s.tenant and e.patient = s.patient and e.route = 'EXAMINATION'
              and e.response = 'Assessment/' || cast(s.id as varchar(36)))
          or exists (select 1 from card_assessment t join feedback f on f.tenant = t.tenant and f.card_id = cast(t.card_id as varchar(36))
              where t.assessment_id = s.id and f.outcome = 'overridden' and f.reason is not null))
      """;

  /** That no clinician has decided about the row {@code a}, nor about one that covers it. */
  public static final String OPEN =
      "not exists (select 1 from assessment s where %s and %s)".formatted(COVERED, SETTLED);

  /**
   * The same of all patients of {@code :tenant} who answered since {@code :since}. What was decided
   * is looked up once and not again for each row: a chart that is opened a thousand times would
   * cost a million looks.
   */
  public static final String OPEN_OF_ALL = openOf("");

  /** The same of {@code :patient} alone. */
  static final String OPEN_OF_PATIENT = openOf(" and s.patient = :patient");

  private static String openOf(String whom) {
    return """
        a.id not in (select g.id from assessment s join assessment g on %s
            where s.tenant = :tenant%s and s.answered_at >= :since and g.answered_at >= :since and %s)
        """
        .formatted(covers("s", "g"), whom, SETTLED);
  }

  /** That the row {@code a} is the newest of its patient. */
  public static final String NEWEST =
      """
      not exists (select 1 from assessment n where n.tenant = a.tenant and n.patient = a.patient
          and (n.answered_at > a.answered_at or (n.answered_at = a.answered_at and n.recorded_at > a.recorded_at)))
      """;

  /** That the row {@code a} stays although it is not the newest, and no later row stands for it. */
  public static final String STAYS =
      """
      a.urgency in (%s) and not exists (select 1 from assessment l where %s
          and (l.answered_at > a.answered_at or l.recorded_at > a.recorded_at or (l.recorded_at = a.recorded_at and l.id > a.id)))
      """
          .formatted(
              staying().stream().map(it -> "'" + it + "'").collect(joining(", ")),
              covers("l", "a"));
}
