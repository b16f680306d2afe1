package org.plumbline.board;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Bookmark;
import org.plumbline.database.Rows;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.RedFlagRows;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

/**
 * The patients of a clinic by how soon each must be seen: the newest assessment of each, and each
 * graver one that no clinician has decided about.
 */
@Stateless
@RolesAllowed(Client.ROLE)
public class Board {
  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected Board() {} // required by the container

  /**
   * What is asked for.
   *
   * @param since only what was answered since then
   * @param stayingSince of what stays until a clinician has decided: what was answered since then
   * @param rule only where this rule fired
   * @param newestOnly of each patient the newest and what stays; otherwise every assessment
   * @param after where the page before ended
   * @param skip how many to pass over; for those who do not send a bookmark back
   */
  public record Sought(
      Tenant tenant,
      Instant since,
      Instant stayingSince,
      Optional<Urgency> urgency,
      Optional<String> rule,
      Optional<PatientReference> patient,
      boolean newestOnly,
      Optional<Bookmark> after,
      int skip,
      int most) {
    /** A page of the whole history of a patient. */
    public static Sought historyOf(
        Tenant tenant, PatientReference patient, Optional<Bookmark> after, int most) {
      return new Sought(
          tenant,
          Instant.EPOCH,
          Instant.EPOCH,
          Optional.empty(),
          Optional.empty(),
          Optional.of(patient),
          false,
          after,
          0,
          most);
    }

    /** Where a page of this ends whose last line is this. */
    public Bookmark bookmark(Line last) {
      var rank = newestOnly ? Urgency.of(last.urgency()).map(Urgency::ordinal).orElse(-1) : 0;
      return new Bookmark(rank, last.answeredAt(), last.id().value());
    }
  }

  /**
   * One line of the board.
   *
   * @param finished whether the patient had come to the end of the questions
   * @param stays whether it stays until a clinician has decided, and none has
   * @param newest whether the patient has answered nothing later
   * @param redFlags the rules that fired, most urgent first
   */
  public record Line(
      AssessmentId id,
      PatientReference patient,
      Instant answeredAt,
      Instant recordedAt,
      String urgency,
      boolean provisional,
      String knowledgeVersion,
      boolean finished,
      boolean stays,
      boolean newest,
      List<String> redFlags) {
    public Line {
      redFlags = List.copyOf(redFlags);
    }
  }

  /** The lines that fit: of the board most urgent first, of a history newest first. */
  public List<Line> lines(Sought sought) {
    var sql =
        """
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
                sought.urgency().isPresent() ? " and a.urgency = :urgency" : "",
                sought.rule().isPresent()
                    ? " and exists (select 1 from assessment_conclusion c where c.assessment_id = a.id and c.rule = :rule)"
                    : "",
                sought.patient().isPresent() ? " and a.patient = :patient" : "",
                sought.after().isPresent() ? after(sought.newestOnly()) : "",
                sought.newestOnly() ? Undecided.rank("a") + " desc," : "");
    var query = entities.createNativeQuery(sql, Object[].class);
    query.setParameter("tenant", sought.tenant().value()).setParameter("since", sought.since());
    if (sought.newestOnly()) {
      query.setParameter("staying", sought.stayingSince());
    }
    sought.urgency().ifPresent(it -> query.setParameter("urgency", it.code()));
    sought.rule().ifPresent(it -> query.setParameter("rule", it));
    sought.patient().ifPresent(it -> query.setParameter("patient", it.value()));
    sought
        .after()
        .ifPresent(
            it -> {
              query.setParameter("at", it.at()).setParameter("id", it.id());
              if (sought.newestOnly()) {
                query.setParameter("rank", it.rank());
              }
            });
    return read(query.setFirstResult(sought.skip()).setMaxResults(sought.most()));
  }

  private static final String NEWEST_AND_STAYING =
      "((a.answered_at >= :since and %s) or (a.answered_at >= :staying and %s and %s))"
          .formatted(Undecided.NEWEST, Undecided.STAYS, Undecided.OPEN);

  /** What comes after a bookmark, in the order of the lines. */
  private static String after(boolean ranked) {
    var later = "a.answered_at <= :at and (a.answered_at < :at or a.id > :id)";
    return ranked
        ? " and (%1$s < :rank or (%1$s = :rank and %2$s))".formatted(Undecided.rank("a"), later)
        : " and " + later;
  }

  private List<Line> read(Query query) {
    var rows = Rows.of(query).toList();
    var flags = RedFlagRows.of(entities, rows.stream().map(it -> (UUID) it[0]).toList());
    return rows.stream()
        .map(
            it ->
                new Line(
                    new AssessmentId((UUID) it[0]),
                    new PatientReference((String) it[1]),
                    (Instant) it[2],
                    (Instant) it[3],
                    (String) it[4],
                    (Boolean) it[5],
                    (String) it[6],
                    !((Boolean) it[7]),
                    (Boolean) it[8],
                    (Boolean) it[9],
                    flags.getOrDefault((UUID) it[0], List.of())))
        .toList();
  }
}
