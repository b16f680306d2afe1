package org.plumbline.triage;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.plumbline.database.Condition;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.metric.Counted;

/**
 * Records what the journal holds as soon as the database takes it, each once: what is recorded
 * under its id is not recorded again.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JournalTimer {
  private static final Logger LOG = System.getLogger(JournalTimer.class.getName());

  private KnowledgeBase knowledge;
  private Assessments assessments;
  private Journal journal;

  @SuppressWarnings("NullAway.Init")
  protected JournalTimer() {} // required by the container

  @Inject
  public JournalTimer(KnowledgeBase knowledge, Assessments assessments, Journal journal) {
    this.knowledge = knowledge;
    this.assessments = assessments;
    this.journal = journal;
  }

  /** Records what waits; when the database does not answer, the rest waits for the next time. */
  @Schedule(hour = "*", minute = "*", second = "*/2", persistent = false)
  public void replay() {
    for (var it : journal.waiting()) {
      var kept = it.kept();
      try {
        assessments.addLate(kept, knowledge.assess(kept.intake()));
      } catch (EJBException e) {
        if (Condition.of(e).isPresent()) {
          LOG.log(Level.DEBUG, "the journal waits: {0}", e.getClass().getName());
          return;
        }
        if (Condition.isOfTheData(e)) {
          LOG.log(Level.ERROR, "assessment {0} cannot be recorded late", kept.id());
          journal.setAside(it);
        } else {
          // A deadlock, two at once, a fault of ours: it stays, and is tried again.
          LOG.log(Level.WARNING, "assessment {0} not recorded yet", kept.id());
        }
        continue;
      }
      journal.done(it);
      Counted.RECORDED_LATE.inc();
      LOG.log(Level.INFO, "assessment {0} recorded late", kept.id());
    }
  }
}
