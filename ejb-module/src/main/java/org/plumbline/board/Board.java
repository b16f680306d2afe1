package org.plumbline.board;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.board.Waiting.Rating;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.RedFlagRows;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

/**
 * The patients of a clinic by how soon each must be seen. Of each the newest assessment counts, and
 * any earlier one that stays until a clinician has decided: milder, empty or unfinished answers do
 * not take an emergency away. However many wait, no one that stays is left out.
 */
@Stateless
@RolesAllowed(Client.ROLE)
public class Board {
  /** So many of those that do not stay are listed; all are counted. */
  private static final int MOST = 500;

  /** Who waits, of {@code :tenant} since {@code :since}. */
  static final String WAITING =
      "from assessment a where a.tenant = :tenant and a.answered_at >= :since and a.patient <> 'erased' and %s and (%s or %s)"
          .formatted(Undecided.OPEN_OF_ALL, Undecided.NEWEST, Undecided.STAYS);

  private static final String NEWEST_AND_STAYING =
      "((a.answered_at >= :since and %s) or (a.answered_at >= :staying and %s and %s))"
          .formatted(Undecided.NEWEST, Undecided.STAYS, Undecided.OPEN);

  /** The most urgent first, then whoever is furthest past the target. */
  static final Comparator<Waiting> ORDER =
      Comparator.comparing(Waiting::urgency)
          .reversed()
          .thenComparing(Waiting::targetAt)
          .thenComparing(it -> it.id().toString());

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Board() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Board(Clock clock) {
    this.clock = clock;
  }

  /** Whoever waits, in the order in which they must be seen. */
  public List<Waiting> waiting(Tenant tenant) {
    var rows = new ArrayList<>(rows(tenant, "in", Integer.MAX_VALUE));
    rows.addAll(rows(tenant, "not in", MOST));
    if (rows.isEmpty()) {
      return List.of();
    }
    var ids = rows.stream().map(it -> (UUID) it[0]).toList();
    var patients = rows.stream().map(it -> (String) it[1]).distinct().toList();
    var flags = RedFlagRows.of(entities, ids);
    var assignees = Assignments.of(entities, ids);
    var looks = nextLooks(tenant, patients);
    return rows.stream()
        .map(
            it ->
                new Waiting(
                    new AssessmentId((UUID) it[0]),
                    new PatientReference((String) it[1]),
                    (Instant) it[2],
                    Urgency.of((String) it[3]).orElse(Urgency.AMBULANCE),
                    flags.getOrDefault((UUID) it[0], List.of()),
                    new Waiting.Care(
                        Optional.ofNullable(looks.get((String) it[1])),
                        Optional.ofNullable(assignees.get((UUID) it[0]))),
                    new Waiting.State((Boolean) it[4], !((Boolean) it[5]), (Boolean) it[6])))
        .sorted(ORDER)
        .toList();
  }

  /** Those of the urgencies that stay, or the others; who has waited longest first. */
  private List<Object[]> rows(Tenant tenant, String in, int most) {
    return Rows.of(
            waiting(
                    tenant,
                    "select a.id, a.patient, a.answered_at, a.urgency, a.provisional, case when %s then true else false end as newest, a.unfinished %s and a.urgency %s (:staying) order by %s desc, a.answered_at, a.id"
                        .formatted(Undecided.NEWEST, WAITING, in, Undecided.rank("a")))
                .setParameter("staying", Undecided.staying())
                .setMaxResults(most))
        .toList();
  }

  private Query waiting(Tenant tenant, String sql) {
    return entities
        .createNativeQuery(sql, Object[].class)
        .setParameter("tenant", tenant.value())
        .setParameter("since", since());
  }

  private Instant since() {
    return clock.instant().minus(Undecided.COUNTS);
  }

  /** How many wait, by urgency; nobody is left out. */
  public Map<Urgency, Long> counts(Tenant tenant) {
    var counts = new EnumMap<Urgency, Long>(Urgency.class);
    Rows.of(waiting(tenant, "select a.urgency, count(*) " + WAITING + " group by a.urgency"))
        .forEach(
            it ->
                counts.merge(
                    Urgency.of((String) it[0]).orElse(Urgency.AMBULANCE),
                    ((Number) it[1]).longValue(),
                    Long::sum));
    return counts;
  }

  /** When each patient is looked at again: what is open and due first, whoever does it. */
  private Map<String, Instant> nextLooks(Tenant tenant, Collection<String> patients) {
    var looks = new HashMap<String, Instant>();
    Rows.of(
            entities
                .createNativeQuery(
                    "select patient, min(due_at) from follow_up where tenant = :tenant and patient in (:patients) and state in ('scheduled', 'due', 'escalated') group by patient",
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("patients", patients))
        .forEach(it -> looks.put((String) it[0], (Instant) it[1]));
    return looks;
  }

  /** The lines that fit: of the board most urgent first, of a history newest first. */
  public List<BoardLine> lines(BoardQuery sought) {
    var query = entities.createNativeQuery(sql(sought), Object[].class);
    query.setParameter("tenant", sought.tenant().value()).setParameter("since", sought.since());
    if (sought.newestOnly()) {
      query.setParameter("staying", sought.stayingSince());
    }
    sought.filter().urgency().ifPresent(it -> query.setParameter("urgency", it.code()));
    sought.filter().rule().ifPresent(it -> query.setParameter("rule", it));
    sought.filter().patient().ifPresent(it -> query.setParameter("patient", it.value()));
    sought
        .part()
        .after()
        .ifPresent(
            it -> {
              query.setParameter("at", it.at()).setParameter("id", it.id());
              if (sought.newestOnly()) {
                query.setParameter("rank", it.rank());
              }
            });
    return read(query.setFirstResult(sought.part().skip()).setMaxResults(sought.part().most()));
  }

  private static String sql(BoardQuery sought) {
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

  private List<BoardLine> read(Query query) {
    var rows = Rows.of(query).toList();
    var flags = RedFlagRows.of(entities, rows.stream().map(it -> (UUID) it[0]).toList());
    return rows.stream()
        .map(
            it ->
                new BoardLine(
                    new AssessmentId((UUID) it[0]),
                    new PatientReference((String) it[1]),
                    (Instant) it[2],
                    (Instant) it[3],
                    (String) it[4],
                    flags.getOrDefault((UUID) it[0], List.of()),
                    new BoardLine.Standing(
                        (Boolean) it[5],
                        (String) it[6],
                        !((Boolean) it[7]),
                        (Boolean) it[8],
                        (Boolean) it[9])))
        .toList();
  }

  /** How bad the pain of a patient was in the last two weeks, oldest first. */
  public List<Rating> painOf(Tenant tenant, PatientReference patient) {
    return pain(tenant, List.of(patient)).getOrDefault(patient, List.of());
  }

  /** The same of several patients, of whom it was rated at all. */
  public Map<PatientReference, List<Rating>> pain(
      Tenant tenant, Collection<PatientReference> patients) {
    return PainRatings.of(entities, tenant, patients, since());
  }

  /**
   * Somebody looks after a patient from now on.
   *
   * @throws IllegalArgumentException if the clinic has no such assessment
   */
  public void assign(Tenant tenant, AssessmentId assessment, String assignee) {
    Assignments.add(entities, tenant, assessment, assignee, clock.instant());
  }
}
