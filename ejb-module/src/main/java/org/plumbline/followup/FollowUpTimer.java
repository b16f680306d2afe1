package org.plumbline.followup;

import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.history.DatabaseAway;
import org.plumbline.outbox.Listeners;

/**
 * Calls what has come due, on every node; row locks see to it that each follow-up is called once.
 * The step, and the messages to the practice systems, are kept in one transaction.
 */
@Stateless
public class FollowUpTimer {
  private static final Logger LOG = System.getLogger(FollowUpTimer.class.getName());

  /** By way of the container, so that each call is a transaction of its own. */
  @EJB private FollowUpTimer itself;

  private FollowUps followUps;
  private Listeners listeners;
  private Event<FollowUpCalled> called;

  @SuppressWarnings("NullAway.Init")
  protected FollowUpTimer() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public FollowUpTimer(FollowUps followUps, Listeners listeners, Event<FollowUpCalled> called) {
    this.called = called;
    this.followUps = followUps;
    this.listeners = listeners;
  }

  /** Takes what is due; what is left waits for the next second. */
  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void tick() {
    try {
      for (var called = itself.call(); !called.isEmpty(); called = itself.call()) {
        called.forEach(FollowUpTimer::log);
      }
    } catch (EJBException notCommitted) {
      // Nothing of it was kept, so it is due again; without a database the readiness says why.
      LOG.log(
          DatabaseAway.isCauseOf(notCommitted) ? Level.DEBUG : Level.WARNING,
          "follow-ups wait: {0}",
          kind(notCommitted));
    }
  }

  /** The innermost fault by its kind: a message of the database can hold values of a row. */
  private static String kind(Throwable thrown) {
    var cause = thrown;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    return cause instanceof SQLException fault
        ? "SQLSTATE " + fault.getSQLState()
        : cause.getClass().getName();
  }

  private static void log(FollowUp called) {
    LOG.log(
        called.state() == State.ESCALATED ? Level.WARNING : Level.INFO,
        "follow-up {0} {1}",
        called.id(),
        called.state().code());
  }

  /** Calls some of what is due, in one transaction. */
  public List<FollowUp> call() {
    var taken = followUps.takeDue();
    for (var due : taken) {
      var escalated = due.state() == State.ESCALATED;
      listeners.tell(
          due.tenant(),
          new Listeners.Event(escalated ? "follow-up-escalated" : "follow-up-due", due.id()),
          "FollowUp/" + due.id(),
          id -> body(id, due));
      called.fire(new FollowUpCalled(due));
    }
    return taken;
  }

  /** Codes and ids alone, so that nothing in it needs quoting; no answer is told. */
  private static String body(UUID id, FollowUp due) {
    return """
        {"id":"%s","event":"follow-up","followUp":"%s","code":"%s","state":"%s",%s"patient":"%s",%s"dueAt":"%s"}"""
        .formatted(
            id,
            due.id(),
            due.code(),
            due.state().code(),
            due.assessment().map("\"assessment\":\"%s\","::formatted).orElse(""),
            due.patient().value(),
            due.urgency().map("\"disposition\":\"%s\","::formatted).orElse(""),
            due.dueAt());
  }
}
