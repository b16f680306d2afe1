package org.plumbline.governance;

import static java.util.Objects.requireNonNull;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;

/**
 * What is wrong with the knowledge, or with what goes out. An alarm stays until what raised it is
 * gone.
 */
@Stateless
@PermitAll
public class Alarms {
  private static final Logger LOG = System.getLogger(Alarms.class.getName());
  private static final int LONGEST = 4000;

  /** An alarm is about no clinic; it is audited under this name. */
  private static final Tenant OPERATOR = new Tenant("operator");

  @PersistenceContext private EntityManager entities;
  private AuditTrail trail;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Alarms() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Alarms(AuditTrail trail, Clock clock) {
    this.trail = trail;
    this.clock = clock;
  }

  /** What raises an alarm. */
  public enum Kind {
    /** A written patient is not concluded as approved. */
    CANARY,
    /** A rule fires far less often than before. */
    SILENCE,
    /** A rule fires far more often than before. */
    SURGE,
    /** A candidate makes somebody less urgent. */
    SHADOW,
    /** Messages to other systems do not arrive. */
    OUTBOX,
    /** The database has lost or changed what it was given. */
    STORE
  }

  /** An alarm that is open. */
  public record Alarm(Kind kind, String subject, Instant raisedAt, String what) {
    public Alarm {
      requireNonNull(kind, "kind");
      requireNonNull(raisedAt, "raisedAt");
    }
  }

  /** What an alarm is about: a rule, a candidate, the messages. */
  public record Subject(Kind kind, String name) {
    public Subject {
      requireNonNull(kind, "kind");
      requireNonNull(name, "name");
    }
  }

  /** Raises an alarm, unless the same is open. */
  public void raise(Subject subject, String what) {
    if (isOpen(subject)) {
      return;
    }
    Rows.writeOne(
        entities
            .createNativeQuery(
                "insert into alarm (id, kind, subject, raised_at, what) values (:id, :kind, :subject, :now, :what)")
            .setParameter("id", UUID.randomUUID())
            .setParameter("kind", subject.kind().name())
            .setParameter("subject", subject.name())
            .setParameter("now", clock.instant())
            .setParameter("what", what.substring(0, Math.min(what.length(), LONGEST))));
    trail.add(
        OPERATOR, new Deed("plumbline", Action.ALARM, subject.kind().name(), 0, subject.name()));
    LOG.log(Level.ERROR, "alarm {0} {1}", subject.kind(), subject.name());
  }

  private boolean isOpen(Subject subject) {
    return !entities
        .createNativeQuery(
            "select id from alarm where kind = :kind and subject = :subject and cleared_at is null",
            UUID.class)
        .setParameter("kind", subject.kind().name())
        .setParameter("subject", subject.name())
        .getResultList()
        .isEmpty();
  }

  /** Clears an alarm, if it is open. */
  public void clear(Subject subject) {
    var cleared =
        entities
            .createNativeQuery(
                "update alarm set cleared_at = :now where kind = :kind and subject = :subject and cleared_at is null")
            .setParameter("now", clock.instant())
            .setParameter("kind", subject.kind().name())
            .setParameter("subject", subject.name())
            .executeUpdate();
    if (cleared > 0) {
      LOG.log(Level.INFO, "alarm {0} {1} cleared ({2})", subject.kind(), subject.name(), cleared);
    }
  }

  /** The subjects of which an alarm of this kind is open. */
  public List<String> subjects(Kind kind) {
    return open().stream().filter(it -> it.kind() == kind).map(Alarm::subject).toList();
  }

  private record Row(String kind, String subject, Instant raisedAt, String what) {}

  /** The alarms that are open, oldest first. */
  public List<Alarm> open() {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select kind, subject, raised_at, what from alarm where cleared_at is null order by raised_at",
                    Object[].class)
                .setMaxResults(200),
            Row.class)
        .map(it -> new Alarm(Kind.valueOf(it.kind()), it.subject(), it.raisedAt(), it.what()))
        .toList();
  }
}
