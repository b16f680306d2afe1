package org.plumbline.history;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.UUID;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Intake;

/** The recorded assessments. */
@Stateless
public class Assessments {
  @PersistenceContext private EntityManager entities;
  @Resource private EJBContext context;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Assessments() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Assessments(Clock clock) {
    this.clock = clock;
  }

  /** Adds intake and assessment together, in one transaction. */
  public AssessmentId add(Visit visit, Intake intake, Assessment assessment) {
    var id = new AssessmentId(UUID.randomUUID());
    entities.persist(new AssessmentRecord(id, clock.instant(), visit, intake, assessment));
    return id;
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
