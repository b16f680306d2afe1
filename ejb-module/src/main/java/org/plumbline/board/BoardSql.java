package org.plumbline.board;

import org.plumbline.history.Undecided;

/** What is asked of the board, in SQL. */
final class BoardSql {
  private static final String NEWEST_AND_STAYING =
      "((a.answered_at >= :since and %s) or (a.answered_at >= :staying and %s and %s))"
          .formatted(Undecided.NEWEST, Undecided.STAYS, Undecided.OPEN);

  private BoardSql() {}

  static String of(BoardQuery sought) {
    return """
        select a.id, a.patient, a.answered_at, a.recorded_at, a.urgency, a.provisional, a.knowledge_version, a.unfinished,
            case when %s and %s then true else false end as stays, case when %s then true else false end as newest from assessment a
        where a.tenant = :tenant and a.patient <> 'erased' and %s%s%s%s%s
        order by %s a.answered_at desc, a.id
        """
        .formatted(
            Undecided.STAYS,
            Undecided.OPEN,
            Undecided.NEWEST,
            sought.newestOnly() ? NEWEST_AND_STAYING : "a.answered_at >= :since",
            sought.filter().urgency().isPresent() ? " and a.urgency = :urgency" : "",
            sought.filter().rule().isPresent()
                ? " and exists (select 1 from assessment_conclusion c where c.assessment_id = a.id and c.rule = :rule)"
                : "",
            sought.filter().patient().isPresent() ? " and a.patient = :patient" : "",
            sought.part().after().isPresent() ? after(sought.newestOnly()) : "",
            sought.newestOnly() ? Undecided.rank("a") + " desc," : "");
  }

  /** What comes after a bookmark, in the order of the lines. */
  private static String after(boolean ranked) {
    var later = "a.answered_at <= :at and (a.answered_at < :at or a.id > :id)";
    return ranked
        ? " and (%1$s < :rank or (%1$s = :rank and %2$s))".formatted(Undecided.rank("a"), later)
        : " and " + later;
  }
}
