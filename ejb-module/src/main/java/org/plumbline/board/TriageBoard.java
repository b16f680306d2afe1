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
import org.plumbline.history.StatementLines;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;

/**
 * The patients of a clinic about whom nobody has decided yet. Of each the newest assessment counts,
 * and any earlier one that stays until a clinician has decided: milder, empty or unfinished answers
 * do not take an emergency away. However many wait, no one that stays is left out.
 */
@Stateless
@RolesAllowed(Client.ROLE)
public class TriageBoard {
  /** So many of those that do not stay are listed; all are counted. */
  private static final int MOST = 500;

  /** Who waits, of {@code :tenant} since {@code :since}. */
  static final String WAITING =
      "from assessment a where a.tenant = :tenant and a.answered_at >= :since and a.patient <> 'erased' and %s and (%s or %s)"
          .formatted(Undecided.OPEN_OF_ALL, Undecided.NEWEST, Undecided.STAYS);

  private static final int RATINGS = 8;

  /** The most urgent first, then whoever is furthest past the target. */
  static final Comparator<Waiting> ORDER =
      Comparator.comparing(Waiting::urgency)
          .reversed()
          .thenComparing(Waiting::targetAt)
          .thenComparing(it -> it.id().toString());

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected TriageBoard() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public TriageBoard(Clock clock) {
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
    var assignees = assignees(ids);
    var looks = nextLooks(tenant, patients);
    return rows.stream()
        .map(
            it ->
                new Waiting(
                    new AssessmentId((UUID) it[0]),
                    new PatientReference((String) it[1]),
                    (Instant) it[2],
                    Urgency.of((String) it[3]).orElse(Urgency.AMBULANCE),
                    (Boolean) it[4],
                    flags.getOrDefault((UUID) it[0], List.of()),
                    Optional.ofNullable(looks.get((String) it[1])),
                    Optional.ofNullable(assignees.get((UUID) it[0])),
                    !((Boolean) it[5]),
                    (Boolean) it[6]))
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

  private Map<UUID, String> assignees(Collection<UUID> ids) {
    var assignees = new HashMap<UUID, String>();
    Rows.of(
            entities
                .createNativeQuery(
                    "select assessment_id, assignee from assignment where assessment_id in (:ids) order by at",
                    Object[].class)
                .setParameter("ids", ids))
        .forEach(it -> assignees.put((UUID) it[0], (String) it[1]));
    return assignees;
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

  /** How bad the pain of a patient was in the last two weeks, oldest first. */
  public List<Rating> painOf(Tenant tenant, PatientReference patient) {
    return pain(tenant, List.of(patient)).getOrDefault(patient, List.of());
  }

  /** The same of several patients, of whom it was rated at all. */
  public Map<PatientReference, List<Rating>> pain(
      Tenant tenant, Collection<PatientReference> patients) {
    var ratings = new HashMap<PatientReference, List<Rating>>();
    if (patients.isEmpty()) {
      return ratings;
    }
    Rows.of(
            entities
                .createNativeQuery(
                    "select patient, answered_at, statements from assessment where tenant = :tenant and patient in (:patients) and answered_at >= :since and route <> 'EXAMINATION' order by patient, answered_at desc",
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("patients", patients.stream().map(PatientReference::value).toList())
                .setParameter("since", since()))
        .forEach(
            it -> {
              var of =
                  ratings.computeIfAbsent(
                      new PatientReference((String) it[0]), id -> new ArrayList<>());
              level((String) it[2])
                  .filter(level -> of.size() < RATINGS)
                  .filter(level -> of.isEmpty() || !of.get(0).at().equals(it[1]))
                  .ifPresent(level -> of.add(0, new Rating((Instant) it[1], level)));
            });
    return ratings;
  }

  private static Optional<Double> level(String statements) {
    return StatementLines.said(statements).stream()
        .filter(it -> it.getKey().equals(Fact.PAIN_NOW.code()))
        .filter(it -> it.getValue().matches("[0-9.]+"))
        .map(it -> Double.valueOf(it.getValue()))
        .findFirst();
  }

  /** Somebody looks after a patient from now on. */
  public void assign(Tenant tenant, AssessmentId assessment, String assignee) {
    var added =
        entities
            .createNativeQuery(
                "insert into assignment (id, tenant, assessment_id, at, assignee) select :id, :tenant, a.id, :now, :assignee from assessment a where a.id = :assessment and a.tenant = :tenant")
            .setParameter("id", UUID.randomUUID())
            .setParameter("tenant", tenant.value())
            .setParameter("assessment", assessment.value())
            .setParameter("now", clock.instant())
            .setParameter("assignee", assignee)
            .executeUpdate();
    if (added != 1) {
      throw new IllegalArgumentException("there is no such assessment");
    }
  }
}
