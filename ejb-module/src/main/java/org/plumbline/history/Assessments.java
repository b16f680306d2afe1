package org.plumbline.history;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.AssessmentRecorded.Earlier;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;

/** The recorded assessments. */
@Stateless
public class Assessments {
  /** Of answers that were given before the moment {@code :answered}. */
  static final String BEFORE = " and a.answeredAt < :answered";

  @PersistenceContext private EntityManager entities;
  @Resource private EJBContext context;
  private Clock clock;
  private Event<AssessmentRecorded> recorded;
  private Event<AssessmentShownAgain> shown;
  private LiveKnowledge knowledge;

  @SuppressWarnings("NullAway.Init")
  protected Assessments() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Assessments(
      Clock clock,
      Event<AssessmentRecorded> recorded,
      Event<AssessmentShownAgain> shown,
      LiveKnowledge knowledge) {
    this.clock = clock;
    this.shown = shown;
    this.recorded = recorded;
    this.knowledge = knowledge;
  }

  /**
   * Adds intake and assessment together, in one transaction. The answers that were the patient's
   * last already, assessed by the same knowledge, are not stored again.
   *
   * @param id what it is called when it is added
   * @return what it is called
   */
  public AssessmentId add(AssessmentId id, Visit visit, Intake intake, Assessment assessment) {
    return add(new Made(id, visit, intake, assessment, Optional.empty()));
  }

  /** Adds what the journal kept, unless it was recorded after all. */
  public AssessmentId addLate(Journal.Kept kept, Assessment assessment) {
    if (entities.find(AssessmentRecord.class, kept.id().value()) != null) {
      return kept.id();
    }
    return recordedBefore(kept)
        .orElseGet(
            () ->
                add(
                    new Made(
                        kept.id(),
                        kept.visit(),
                        kept.intake(),
                        assessment,
                        Optional.of(kept.author()))));
  }

  /** The same answers, recorded under another id; not the newest alone, as others came since. */
  private Optional<AssessmentId> recordedBefore(Journal.Kept kept) {
    var visit = kept.visit();
    return entities
        .createQuery(
            """
            select a.id from AssessmentRecord a where a.tenant = :tenant and a.patient = :patient and a.response = :response
                and a.answeredAt = :answered and a.unfinished = :unfinished and a.answersHash = :hash
            """,
            UUID.class)
        .setParameter("tenant", visit.tenant().value())
        .setParameter("patient", visit.patient().value())
        .setParameter("response", visit.response().value())
        .setParameter("answered", visit.answeredAt().truncatedTo(ChronoUnit.MICROS))
        .setParameter("unfinished", !visit.finished())
        .setParameter("hash", Answers.of(kept.intake()).hash())
        .getResultStream()
        .findFirst()
        .map(AssessmentId::new);
  }

  /**
   * An assessment that was made and is to be kept.
   *
   * @param author who asked for it, when that is not the caller of now
   */
  private record Made(
      AssessmentId id,
      Visit visit,
      Intake intake,
      Assessment assessment,
      Optional<String> author) {}

  private AssessmentId add(Made made) {
    var visit = made.visit();
    var answers = Answers.of(made.intake());
    var previous = previous(visit);
    var same = previous.filter(it -> it.isSame(visit, answers, knowledge)).map(Previous::earlier);
    if (same.isPresent()) {
      shown.fire(new AssessmentShownAgain(same.get().id(), visit));
      return same.get().id();
    }
    var row =
        new AssessmentRecord(
            made.id(), clock.instant(), visit, answers, made.assessment(), knowledge.hash());
    previous.ifPresent(it -> row.follows(it.earlier().id()));
    entities.persist(row);
    // What observers write refers to it.
    entities.flush();
    recorded.fire(
        new AssessmentRecorded(
            made.id(), visit, made.assessment(), previous.map(Previous::earlier), made.author()));
    return made.id();
  }

  /** The newest assessment of a patient, as far as the next one is seen against it. */
  private record Previous(
      Earlier earlier, boolean unfinished, String answersHash, String knowledgeHash) {
    boolean isSame(Visit visit, Answers answers, LiveKnowledge knowledge) {
      return earlier.response().equals(visit.response())
          && isSame(earlier.answeredAt(), visit.answeredAt())
          && unfinished != visit.finished()
          && answersHash.equals(answers.hash())
          && knowledgeHash.equals(knowledge.hash());
    }

    /** The database rounds to microseconds. */
    private static boolean isSame(Instant stored, Instant now) {
      return Duration.between(stored, now).abs().compareTo(Duration.of(1, ChronoUnit.MICROS)) < 0;
    }
  }

  private Optional<Previous> previous(Visit visit) {
    return Rows.of(
            newestOf(
                entities,
                "a.id, a.response, a.answeredAt, a.urgency, a.unfinished, a.answersHash,"
                    + " a.knowledgeHash",
                "",
                Object[].class,
                visit.tenant(),
                visit.patient()),
            PreviousRow.class)
        .findFirst()
        .map(PreviousRow::previous);
  }

  private record PreviousRow(
      AssessmentId id,
      ResponseReference response,
      Instant answeredAt,
      String urgency,
      boolean unfinished,
      String answersHash,
      String knowledgeHash) {
    Previous previous() {
      var known = Urgency.of(urgency).orElse(Urgency.SELF_CARE);
      return new Previous(
          new Earlier(id, response, answeredAt, known), unfinished, answersHash, knowledgeHash);
    }
  }

  /** A recorded assessment of a clinic; empty when there is none. */
  public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
    return entities
        .createQuery(
            "select a from AssessmentRecord a where a.id = :id and a.tenant = :tenant",
            AssessmentRecord.class)
        .setParameter("id", id.value())
        .setParameter("tenant", tenant.value())
        .getResultStream()
        .findFirst()
        .map(AssessmentRecord::stored);
  }

  /** The newest assessment of a patient; empty when there is none. */
  public Optional<StoredAssessment> newest(Tenant tenant, PatientReference patient) {
    return newestOf(entities, "a", "", AssessmentRecord.class, tenant, patient)
        .getResultStream()
        .findFirst()
        .map(AssessmentRecord::stored);
  }

  /**
   * The newest assessment of a patient whose answers were given before a moment: the visit before.
   */
  public Optional<StoredAssessment> before(
      Tenant tenant, PatientReference patient, Instant answeredAt) {
    return newestOf(entities, "a", BEFORE, AssessmentRecord.class, tenant, patient)
        .setParameter("answered", answeredAt)
        .getResultStream()
        .findFirst()
        .map(AssessmentRecord::stored);
  }

  /** Orders by all columns of the index, so that one row is read of however many. */
  static <T> TypedQuery<T> newestOf(
      EntityManager entities,
      String what,
      String further,
      Class<T> type,
      Tenant tenant,
      PatientReference patient) {
    return entities
        .createQuery(
            "select %s from AssessmentRecord a where a.tenant = :tenant and a.patient = :patient%s order by a.tenant, a.patient, a.answeredAt desc, a.recordedAt desc"
                .formatted(what, further),
            type)
        .setParameter("tenant", tenant.value())
        .setParameter("patient", patient.value())
        .setMaxResults(1);
  }

  /**
   * Does what {@link #add} does and takes it back, so that the first patient does not wait for what
   * is done once.
   */
  public void rehearse(Visit visit, Intake intake, Assessment assessment) {
    add(new AssessmentId(UUID.randomUUID()), visit, intake, assessment);
    entities.flush();
    context.setRollbackOnly();
  }
}
