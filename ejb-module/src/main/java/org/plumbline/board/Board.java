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
import org.plumbline.board.Waiting.Rating;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Conclusions;
import org.plumbline.history.RedFlagRows;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Reason;
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

  /** The most urgent first, then whoever is furthest past the target. */
  static final Comparator<Waiting> ORDER =
      Comparator.comparing(Waiting::urgency)
          .reversed()
          .thenComparing(Waiting::targetAt)
          .thenComparing(it -> it.id().toString());

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private Conclusions conclusions;

  @SuppressWarnings("NullAway.Init")
  protected Board() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Board(Clock clock, Conclusions conclusions) {
    this.clock = clock;
    this.conclusions = conclusions;
  }

  private record WaitingRow(
      AssessmentId id,
      PatientReference patient,
      Instant answeredAt,
      String urgency,
      boolean provisional,
      boolean newest,
      boolean unfinished) {}

  /** Whoever waits, in the order in which they must be seen. */
  public List<Waiting> waiting(Tenant tenant) {
    var rows = new ArrayList<>(rows(tenant, "in", Integer.MAX_VALUE));
    rows.addAll(rows(tenant, "not in", MOST));
    if (rows.isEmpty()) {
      return List.of();
    }
    var ids = rows.stream().map(it -> it.id().value()).toList();
    var patients = rows.stream().map(it -> it.patient().value()).distinct().toList();
    var flags = RedFlagRows.of(entities, conclusions, ids);
    var assignees = Assignments.of(entities, ids);
    var looks = nextLooks(tenant, patients);
    return rows.stream()
        .map(
            it ->
                new Waiting(
                    it.id(),
                    it.patient(),
                    it.answeredAt(),
                    Urgency.of(it.urgency()).orElse(Urgency.AMBULANCE),
                    flags.getOrDefault(it.id().value(), List.of()),
                    new Waiting.Care(
                        Optional.ofNullable(looks.get(it.patient().value())),
                        Optional.ofNullable(assignees.get(it.id().value()))),
                    new Waiting.State(it.provisional(), !it.newest(), it.unfinished())))
        .sorted(ORDER)
        .toList();
  }

  /** Those of the urgencies that stay, or the others; who has waited longest first. */
  private List<WaitingRow> rows(Tenant tenant, String in, int most) {
    return Rows.of(
            waiting(
                    tenant,
                    "select a.id, a.patient, a.answered_at, a.urgency, a.provisional, case when %s then true else false end as newest, a.unfinished %s and a.urgency %s (:staying) order by %s desc, a.answered_at, a.id"
                        .formatted(Undecided.NEWEST, WAITING, in, Undecided.rank("a")))
                .setParameter("staying", Undecided.staying())
                .setMaxResults(most),
            WaitingRow.class)
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

  private record CountRow(String urgency, long count) {}

  /** How many wait, by urgency; nobody is left out. */
  public Map<Urgency, Long> counts(Tenant tenant) {
    var counts = new EnumMap<Urgency, Long>(Urgency.class);
    Rows.of(
            waiting(tenant, "select a.urgency, count(*) " + WAITING + " group by a.urgency"),
            CountRow.class)
        .forEach(
            it ->
                counts.merge(
                    Urgency.of(it.urgency()).orElse(Urgency.AMBULANCE), it.count(), Long::sum));
    return counts;
  }

  private record LookRow(String patient, Instant dueAt) {}

  /** When each patient is looked at again: what is open and due first, whoever does it. */
  private Map<String, Instant> nextLooks(Tenant tenant, Collection<String> patients) {
    var looks = new HashMap<String, Instant>();
    Rows.of(
            entities
                .createNativeQuery(
                    "select patient, min(due_at) from follow_up where tenant = :tenant and patient"
                        + " in (:patients) and state in ('scheduled', 'due', 'escalated') group by"
                        + " patient",
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("patients", patients),
            LookRow.class)
        .forEach(it -> looks.put(it.patient(), it.dueAt()));
    return looks;
  }

  /** The lines that fit: of the board most urgent first, of a history newest first. */
  public List<BoardLine> lines(BoardQuery sought) {
    var query = entities.createNativeQuery(BoardSql.of(sought), Object[].class);
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

  private record LineRow(
      AssessmentId id,
      PatientReference patient,
      Instant answeredAt,
      Instant recordedAt,
      String urgency,
      boolean provisional,
      String knowledgeVersion,
      boolean unfinished,
      boolean stays,
      boolean newest) {
    BoardLine line(List<Reason> flags) {
      return new BoardLine(
          id,
          patient,
          answeredAt,
          recordedAt,
          urgency,
          flags,
          new BoardLine.Standing(provisional, knowledgeVersion, !unfinished, stays, newest));
    }
  }

  private List<BoardLine> read(Query query) {
    var rows = Rows.of(query, LineRow.class).toList();
    var flags =
        RedFlagRows.of(entities, conclusions, rows.stream().map(it -> it.id().value()).toList());
    return rows.stream()
        .map(it -> it.line(flags.getOrDefault(it.id().value(), List.of())))
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
