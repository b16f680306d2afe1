package org.plumbline.followup;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.database.Part;
import org.plumbline.database.Rows;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUp.Step;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

/**
 * The follow-ups. The row of one says where it stands; every step is a further row that is never
 * changed.
 */
@Stateless
@PermitAll
public class FollowUps {
  /** Who is named when nobody did it. */
  static final String PLUMBLINE = "plumbline";

  private static final String OPEN = "f.state in ('scheduled', 'due', 'escalated')";
  private static final int AT_ONCE = 50;
  private static final int URGENT = Urgency.URGENT.ordinal();

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected FollowUps() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public FollowUps(Clock clock) {
    this.clock = clock;
  }

  /**
   * What is asked for.
   *
   * @param states empty for every state
   * @param dueBefore only what is due before then
   * @param part a bookmark is of what is ordered by when it is due
   */
  public record Query(
      Tenant tenant,
      Optional<PatientReference> patient,
      Optional<AssessmentId> assessment,
      List<State> states,
      Optional<Instant> dueFrom,
      Optional<Instant> dueBefore,
      Part part) {
    public Query {
      states = List.copyOf(states);
    }

    /** The first ones of a clinic. */
    public static Query first(Tenant tenant, int most) {
      return new Query(
          tenant,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Part.first(most));
    }

    /** Of these those about a patient. */
    public Query about(PatientReference whom) {
      return new Query(tenant, Optional.of(whom), assessment, states, dueFrom, dueBefore, part);
    }

    /** Of these those that an assessment called for. */
    public Query calledForBy(AssessmentId what) {
      return new Query(tenant, patient, Optional.of(what), states, dueFrom, dueBefore, part);
    }

    /** Of these those that stand so. */
    public Query in(State... where) {
      return new Query(tenant, patient, assessment, List.of(where), dueFrom, dueBefore, part);
    }
  }

  /**
   * A step that somebody takes.
   *
   * @param author who takes it, as it is shown
   */
  public record Move(State to, String author, Optional<String> remark) {}

  /** What an assessment asked for, by its code. */
  public record Asked(AssessmentId assessment, String code) {}

  /**
   * One that is to be added.
   *
   * @param followUp its id is the same for the same look again after the same answers
   */
  public record Planned(FollowUp followUp, boolean escalates) {}

  /** Adds one, unless it is there. */
  public void add(FollowUp followUp, boolean escalates) {
    add(List.of(new Planned(followUp, escalates)));
  }

  /** Adds some, as far as they are not there, with their first steps. */
  public void add(List<Planned> planned) {
    if (planned.isEmpty()) {
      return;
    }
    var added =
        Rows.insert(
            entities,
            "follow_up (id, tenant, patient, assessment_id, urgency, code, escalates, created_at, due_at, state)",
            planned.size(),
            "(:id%1$d, :tenant%1$d, :patient%1$d, cast(:assessment%1$d as uuid), :urgency%1$d, :code%1$d, :escalates%1$d, :now%1$d, :due%1$d, :state%1$d)",
            (query, number) -> {
              var it = planned.get(number).followUp();
              query
                  .setParameter("id" + number, it.id())
                  .setParameter("tenant" + number, it.tenant().value())
                  .setParameter("patient" + number, it.patient().value())
                  .setParameter(
                      "assessment" + number,
                      it.assessment().map(AssessmentId::toString).orElse(null))
                  .setParameter("urgency" + number, it.urgency().orElse(null))
                  .setParameter("code" + number, it.code())
                  .setParameter("escalates" + number, planned.get(number).escalates())
                  .setParameter("now" + number, it.createdAt())
                  .setParameter("due" + number, it.dueAt())
                  .setParameter("state" + number, it.state().code());
            });
    if (added > 0) {
      keepFirst(planned);
    }
  }

  private void keepFirst(List<Planned> planned) {
    Rows.insert(
        entities,
        "follow_up_event (follow_up_id, position, at, state, author)",
        planned.size(),
        "(:id%1$d, 1, :now%1$d, :state%1$d, :author%1$d)",
        (query, number) -> {
          var it = planned.get(number).followUp();
          query
              .setParameter("id" + number, it.id())
              .setParameter("now" + number, clock.instant())
              .setParameter("state" + number, it.state().code())
              .setParameter("author" + number, PLUMBLINE);
        });
  }

  /** Takes what has come due; no other node takes the same. */
  @TransactionAttribute(TransactionAttributeType.MANDATORY)
  public List<FollowUp> takeDue() {
    var due =
        entities
            .createNativeQuery(
                "select id from follow_up where state = 'scheduled' and due_at <= :now order by due_at limit :most for update skip locked",
                UUID.class)
            .setParameter("now", clock.instant())
            .setParameter("most", AT_ONCE)
            .getResultList();
    var taken = new ArrayList<FollowUp>();
    for (var id : due) {
      var row = entities.find(FollowUpRow.class, id);
      var to = row.escalates() ? State.ESCALATED : State.DUE;
      row.move(to);
      keep((UUID) id, new Move(to, PLUMBLINE, Optional.empty()));
      taken.add(row.followUp());
    }
    return taken;
  }

  /** One with its steps; empty when the clinic has none of this id. */
  public Optional<FollowUp.History> find(Tenant tenant, UUID id) {
    return row(tenant, id, LockModeType.NONE)
        .map(it -> new FollowUp.History(it.followUp(), steps(id)));
  }

  private Optional<FollowUpRow> row(Tenant tenant, UUID id, LockModeType lock) {
    return Optional.ofNullable(entities.find(FollowUpRow.class, id, lock))
        .filter(it -> it.followUp().tenant().equals(tenant));
  }

  private record StepRow(Instant at, String state, String author, Optional<String> remark) {}

  private List<Step> steps(UUID id) {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select at, state, author, remark from follow_up_event where follow_up_id = :id order by position",
                    Object[].class)
                .setParameter("id", id),
            StepRow.class)
        .map(it -> new Step(it.at(), State.of(it.state()).orElseThrow(), it.author(), it.remark()))
        .toList();
  }

  /** Those that fit, what is due first first. */
  public List<FollowUp> find(Query query) {
    return find(query, "f.dueAt, f.id");
  }

  /**
   * Those that fit, what was escalated first, then the gravest; what nobody could assess stands
   * before what can wait.
   */
  public List<FollowUp> gravest(Query query) {
    return find(
        query,
        "case f.state when 'escalated' then 0 else 1 end, coalesce(%s, %d) desc, f.dueAt, f.id"
            .formatted(Undecided.rank("f"), URGENT));
  }

  private List<FollowUp> find(Query query, String order) {
    return Sought.inPart(query)
        .ask(entities, new Sought.Asking<>("f", " order by " + order, FollowUpRow.class))
        .setFirstResult(query.part().skip())
        .setMaxResults(query.part().most())
        .getResultStream()
        .map(FollowUpRow::followUp)
        .toList();
  }

  /** How many fit, in all parts. */
  public int count(Query query) {
    return Math.toIntExact(
        Sought.inAll(query)
            .ask(entities, new Sought.Asking<>("count(f)", "", Long.class))
            .getSingleResult());
  }

  /**
   * Moves one on.
   *
   * @return where it stands then; empty when the clinic has none of this id. One that is no longer
   *     open stays as it is.
   */
  public Optional<FollowUp> move(Tenant tenant, UUID id, Move move) {
    return row(tenant, id, LockModeType.PESSIMISTIC_WRITE)
        .map(
            row -> {
              if (row.followUp().state().open() && row.followUp().state() != move.to()) {
                row.move(move.to());
                keep(id, move);
              }
              return row.followUp();
            });
  }

  /**
   * Whatever waits for an acknowledgement of this assessment, or of one that it covers, has it: the
   * same answers are assessed each time the chart is opened.
   */
  public void acknowledge(Tenant tenant, AssessmentId assessment, String author) {
    for (var covered : covered(tenant, assessment)) {
      for (var row : openOf("f.assessment = :value", tenant, covered)) {
        if (row.escalates()) {
          done(row, author);
        }
      }
    }
  }

  private void done(FollowUpRow row, String author) {
    row.move(State.DONE);
    keep(row.followUp().id(), new Move(State.DONE, author, Optional.empty()));
  }

  /** What an assessment asked for is answered. */
  public void answer(Tenant tenant, Asked asked, String author) {
    for (var row : openOf("f.assessment = :value", tenant, asked.assessment().value())) {
      if (row.followUp().code().equals(asked.code())) {
        done(row, author);
      }
    }
  }

  private List<UUID> covered(Tenant tenant, AssessmentId assessment) {
    return entities
        .createNativeQuery(
            "select a.id from assessment s join assessment a on %s where s.id = :id and s.tenant = :tenant"
                .formatted(Undecided.COVERED),
            UUID.class)
        .setParameter("id", assessment.value())
        .setParameter("tenant", tenant.value())
        .getResultList();
  }

  /** Whether one of a kind is open for a patient. */
  public boolean isOpen(Tenant tenant, PatientReference patient, String code) {
    return openOf(tenant, patient).stream().anyMatch(it -> it.followUp().code().equals(code));
  }

  /** The open ones of a patient, held until the transaction ends. */
  public List<FollowUpRow> openOf(Tenant tenant, PatientReference patient) {
    return openOf("f.patient = :value", tenant, patient.value());
  }

  /** The same, and the one that may have been planned under an id, however it stands. */
  public List<FollowUpRow> openOr(Tenant tenant, PatientReference patient, UUID planned) {
    return held(
            "f.patient = :value and (%s or f.id = :planned)".formatted(OPEN),
            tenant,
            patient.value())
        .setParameter("planned", planned)
        .getResultList();
  }

  private List<FollowUpRow> openOf(String what, Tenant tenant, Object value) {
    return held(what + " and " + OPEN, tenant, value).getResultList();
  }

  private TypedQuery<FollowUpRow> held(String what, Tenant tenant, Object value) {
    return entities
        .createQuery(
            "select f from FollowUpRow f where f.tenant = :tenant and %s order by f.id"
                .formatted(what),
            FollowUpRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("value", value)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE);
  }

  public void close(FollowUpRow row, State to, AssessmentId by) {
    row.close(to, by);
    keep(row.followUp().id(), new Move(to, PLUMBLINE, Optional.of("assessment " + by)));
  }

  /** How many are due, and how many of those for longer than the given moment. */
  public record Backlog(long scheduled, long due, long escalated, long late) {}

  /** How the follow-ups of all clinics stand. */
  public Backlog backlog(Instant lateBefore) {
    return Rows.of(
            entities
                .createNativeQuery(
                    """
                    select count(case when state = 'scheduled' then 1 end), count(case when state = 'due' then 1 end),
                        count(case when state = 'escalated' then 1 end), count(case when due_at < :late then 1 end)
                    from follow_up where state in ('scheduled', 'due', 'escalated')
                    """,
                    Object[].class)
                .setParameter("late", lateBefore),
            Backlog.class)
        .findFirst()
        .orElseThrow();
  }

  private void keep(UUID id, Move move) {
    Rows.writeOne(
        entities
            .createNativeQuery(
                """
                insert into follow_up_event (follow_up_id, position, at, state, author, remark)
                values (:id, (select coalesce(max(position), 0) + 1 from follow_up_event where follow_up_id = :id), :now, :state, :author, :remark)
                """)
            .setParameter("id", id)
            .setParameter("now", clock.instant())
            .setParameter("state", move.to().code())
            .setParameter("author", move.author())
            .setParameter("remark", move.remark().orElse(null)));
  }
}
