package org.plumbline.history;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.clinic.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Intake;

/** The recorded assessments. */
@Stateless
public class Assessments {
  @PersistenceContext private EntityManager entities;
  @Resource private EJBContext context;
  private Clock clock;
  private Event<AssessmentRecorded> recorded;

  @SuppressWarnings("NullAway.Init")
  protected Assessments() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Assessments(Clock clock, Event<AssessmentRecorded> recorded) {
    this.clock = clock;
    this.recorded = recorded;
  }

  /** Adds intake and assessment together, in one transaction. */
  public AssessmentId add(Visit visit, Intake intake, Assessment assessment) {
    var id = new AssessmentId(UUID.randomUUID());
    entities.persist(new AssessmentRecord(id, clock.instant(), visit, intake, assessment));
    recorded.fire(new AssessmentRecorded(id, visit, assessment));
    return id;
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
    return entities
        .createQuery(
            "select a from AssessmentRecord a where a.tenant = :tenant and a.patient = :patient order by a.answeredAt desc, a.recordedAt desc",
            AssessmentRecord.class)
        .setParameter("tenant", tenant.value())
        .setParameter("patient", patient.value())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(AssessmentRecord::stored);
  }

  /** Whether the database answers. */
  public boolean isReachable() {
    return entities.createNativeQuery("select 1").getSingleResult() != null;
  }

  /**
   * Does what {@link #add} does and takes it back, so that the first patient does not wait for what
   * is done once.
   */
  public void rehearse(Visit visit, Intake intake, Assessment assessment) {
    add(visit, intake, assessment);
    entities.flush();
    context.setRollbackOnly();
  }
}
