package org.plumbline.history;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.clinic.Client;
import org.plumbline.clinic.Rows;
import org.plumbline.clinic.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

/** The patients of a clinic by how soon each must be seen: the newest assessment of each. */
@Stateless
@RolesAllowed(Client.ROLE)
public class Board {
  /** The most urgent first; its order is that of the enum, not a number that SQL would know. */
  private static final String BY_URGENCY =
      Stream.of(Urgency.values())
          .map(it -> "when '%s' then %d".formatted(it.code(), -it.ordinal()))
          .collect(Collectors.joining(" ", "case a.urgency ", " end"));

  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected Board() {} // required by the container

  /**
   * What is asked for.
   *
   * @param since only what was answered since then
   * @param rule only where this rule fired
   * @param newestOnly of each patient the newest alone; otherwise every assessment
   * @param skip how many to pass over, for paging
   */
  public record Sought(
      Tenant tenant,
      Instant since,
      Optional<Urgency> urgency,
      Optional<String> rule,
      Optional<PatientReference> patient,
      boolean newestOnly,
      int skip,
      int most) {}

  /**
   * One line of the board.
   *
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
      List<String> redFlags) {
    public Line {
      redFlags = List.copyOf(redFlags);
    }
  }

  /** The lines that fit: of the board most urgent first, of a history newest first. */
  public List<Line> lines(Sought sought) {
    var sql =
        """
        select a.id, a.patient, a.answered_at, a.recorded_at, a.urgency, a.provisional, a.knowledge_version from assessment a
        where a.tenant = :tenant and a.answered_at >= :since and a.patient <> 'erased'%s%s%s%s
        order by %s a.answered_at desc, a.id
        """
            .formatted(
                sought.urgency().isPresent() ? " and a.urgency = :urgency" : "",
                sought.rule().isPresent()
                    ? " and exists (select 1 from assessment_conclusion c where c.assessment_id = a.id and c.rule = :rule)"
                    : "",
                sought.patient().isPresent() ? " and a.patient = :patient" : "",
                sought.newestOnly() ? NEWEST : "",
                sought.newestOnly() ? BY_URGENCY + "," : "");
    var query = entities.createNativeQuery(sql, Object[].class);
    query.setParameter("tenant", sought.tenant().value()).setParameter("since", sought.since());
    sought.urgency().ifPresent(it -> query.setParameter("urgency", it.code()));
    sought.rule().ifPresent(it -> query.setParameter("rule", it));
    sought.patient().ifPresent(it -> query.setParameter("patient", it.value()));
    return read(query.setFirstResult(sought.skip()).setMaxResults(sought.most()));
  }

  private static final String NEWEST =
      """
       and not exists (select 1 from assessment n where n.tenant = a.tenant and n.patient = a.patient
          and (n.answered_at > a.answered_at or (n.answered_at = a.answered_at and n.recorded_at > a.recorded_at)))
      """;

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
                    flags.getOrDefault((UUID) it[0], List.of())))
        .toList();
  }
}
