package org.plumbline.outbox;

import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.governance.Alarms;
import org.plumbline.governance.Alarms.Kind;
import org.plumbline.governance.Alarms.Subject;

/** Raises an alarm while messages do not arrive. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OutboxWatch {
  private static final Logger LOG = System.getLogger(OutboxWatch.class.getName());

  /** A receiver that is started again is back before. */
  private static final Duration LATE = Duration.ofMinutes(15);

  private static final Subject MESSAGES = new Subject(Kind.OUTBOX, "messages");

  private Outbox outbox;
  private Alarms alarms;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected OutboxWatch() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public OutboxWatch(Outbox outbox, Alarms alarms, Clock clock) {
    this.outbox = outbox;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Looks twice a minute. */
  @Schedule(hour = "*", minute = "*", second = "10,40", persistent = false)
  public void look() {
    try {
      what(outbox.backlogs(), outbox.failed(), clock.instant())
          .ifPresentOrElse(it -> alarms.raise(MESSAGES, it), () -> alarms.clear(MESSAGES));
    } catch (EJBException databaseAway) {
      LOG.log(Level.WARNING, "outbox not watched: {0}", databaseAway.getClass().getName());
    }
  }

  /** What is wrong; empty when nothing is. */
  static Optional<String> what(List<Backlog> backlogs, long failed, Instant now) {
    var late =
        backlogs.stream()
            .filter(it -> it.oldestAt().isBefore(now.minus(LATE)))
            .map(
                it ->
                    "%d wait for %s, the oldest since %s"
                        .formatted(it.waiting(), it.client(), it.oldestAt()))
            .collect(Collectors.joining("; "));
    var given = failed == 0 ? "" : failed + " could not be sent; see /app/messages";
    var what = late.isEmpty() || given.isEmpty() ? late + given : late + "; " + given;
    return Optional.of(what).filter(it -> !it.isEmpty());
  }
}
