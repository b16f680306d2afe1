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
import java.util.Optional;
import java.util.UUID;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.Entry.Action;
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

  /** Raises an alarm, unless the same is open; clears it when there is nothing to say. */
  public void set(Kind kind, String subject, Optional<String> what) {
    var open =
        !entities
            .createNativeQuery(
                "select id from alarm where kind = :kind and subject = :subject and cleared_at is null",
                UUID.class)
            .setParameter("kind", kind.name())
            .setParameter("subject", subject)
            .getResultList()
            .isEmpty();
    if (what.isPresent() && !open) {
      raise(kind, subject, what.get());
    } else if (what.isEmpty() && open) {
      clear(kind, subject);
    }
  }

  private void raise(Kind kind, String subject, String what) {
    Rows.writeOne(
        entities
            .createNativeQuery(
                "insert into alarm (id, kind, subject, raised_at, what) values (:id, :kind, :subject, :now, :what)")
            .setParameter("id", UUID.randomUUID())
            .setParameter("kind", kind.name())
            .setParameter("subject", subject)
            .setParameter("now", clock.instant())
            .setParameter("what", what.substring(0, Math.min(what.length(), LONGEST))));
    trail.add(OPERATOR, Action.ALARM, kind.name(), 0, "plumbline", Optional.empty(), subject);
    LOG.log(Level.ERROR, "alarm {0} {1}", kind, subject);
  }

  private void clear(Kind kind, String subject) {
    var cleared =
        entities
            .createNativeQuery(
                "update alarm set cleared_at = :now where kind = :kind and subject = :subject and cleared_at is null")
            .setParameter("now", clock.instant())
            .setParameter("kind", kind.name())
            .setParameter("subject", subject)
            .executeUpdate();
    LOG.log(Level.INFO, "alarm {0} {1} cleared ({2})", kind, subject, cleared);
  }

  /** The subjects of which an alarm of this kind is open. */
  public List<String> subjects(Kind kind) {
    return open().stream().filter(it -> it.kind() == kind).map(Alarm::subject).toList();
  }

  /** The alarms that are open, oldest first. */
  public List<Alarm> open() {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select kind, subject, raised_at, what from alarm where cleared_at is null order by raised_at",
                    Object[].class)
                .setMaxResults(200))
        .map(
            it ->
                new Alarm(
                    Kind.valueOf((String) it[0]), (String) it[1], (Instant) it[2], (String) it[3]))
        .toList();
  }
}
