package org.plumbline.triage;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.EJBException;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.audit.AuditTrail;
import org.plumbline.client.Client;
import org.plumbline.database.DatabaseWatch;
import org.plumbline.database.FaultLog;
import org.plumbline.database.Together;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.metric.Counted;

/**
 * Assesses an intake and records both together. Unless there is a transaction, one starts where the
 * recording does, so that an answer is not withheld when the database is away.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class TriageService {
  private static final Logger LOG = System.getLogger(TriageService.class.getName());
  private static final FaultLog FAULTS = FaultLog.of(TriageService.class);

  private KnowledgeBase knowledge;
  private Assessments assessments;
  private Journal journal;
  private Clock clock;
  private AuditTrail trail;

  @SuppressWarnings("NullAway.Init")
  protected TriageService() {} // required by the container

  @Inject
  public TriageService(
      KnowledgeBase knowledge,
      Assessments assessments,
      Journal journal,
      Clock clock,
      AuditTrail trail) {
    this.knowledge = knowledge;
    this.assessments = assessments;
    this.journal = journal;
    this.clock = clock;
    this.trail = trail;
  }

  /** Assesses the intake and records intake and assessment together. */
  @RolesAllowed(Client.ROLE)
  public RecordedAssessment assess(Visit visit, Intake intake) {
    var start = System.nanoTime();
    var assessment = knowledge.assess(intake);
    var id = record(visit, intake, assessment);
    count(assessment, id.isPresent());
    LOG.log(
        Level.INFO,
        "assessment {0} knowledge {1} disposition {2} {3} ms",
        id.map(AssessmentId::toString).orElse("not-recorded"),
        assessment.knowledgeVersion(),
        assessment.urgency().code(),
        (System.nanoTime() - start) / 1_000_000);
    return new RecordedAssessment(id, intake, assessment);
  }

  private static void count(Assessment assessment, boolean recorded) {
    Counted.ASSESSMENTS.labelValues(assessment.urgency().code()).inc();
    assessment.redFlags().forEach(it -> Counted.RULES.labelValues(it.id()).inc());
    if (!recorded) {
      Counted.NOT_RECORDED.inc();
    }
  }

  /** Does what {@link #assess} does and leaves nothing behind; for warming up. */
  public RecordedAssessment rehearse(Visit visit, Intake intake) {
    var assessment = knowledge.assess(intake);
    assessments.rehearse(visit, intake, assessment);
    return new RecordedAssessment(Optional.empty(), intake, assessment);
  }

  private Optional<AssessmentId> record(Visit visit, Intake intake, Assessment assessment) {
    var id = new AssessmentId(UUID.randomUUID());
    try {
      var recorded = assessments.add(id, visit, intake, assessment);
      DatabaseWatch.ofThisNode().wrote();
      return Optional.of(recorded);
    } catch (EJBException e) {
      DatabaseWatch.ofThisNode().failed(e);
      if (Together.isOpen()) {
        throw e;
      }
      // The message of a database fault can hold values of the row, so only the kind of fault is
      // logged.
      FAULTS.undone("assessment not recorded", e);
      if (Undecided.stays(assessment.urgency())) {
        keep(id, visit, intake);
      }
      return Optional.empty();
    }
  }

  /** What escalates when nobody looks must not be lost; it is recorded when it can be. */
  private void keep(AssessmentId id, Visit visit, Intake intake) {
    var kept = new Journal.Kept(id, clock.instant(), trail.caller(), visit, intake);
    if (!journal.keep(kept)) {
      Counted.NOT_KEPT.inc();
    }
  }
}
