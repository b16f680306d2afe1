package org.plumbline.key;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.plumbline.client.Client;
import org.plumbline.database.Rows;

/** The sessions of launched screens, for all nodes. What they hold is sealed by the caller. */
@Stateless
public class SmartSessions {
  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected SmartSessions() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public SmartSessions(Clock clock) {
    this.clock = clock;
  }

  /**
   * Keeps a session; those that have expired are forgotten.
   *
   * @param id a hash of what the browser holds
   * @param sealed what only the browser's secret can open
   */
  public void add(String id, Client client, Duration life, String sealed) {
    var now = clock.instant();
    entities
        .createNativeQuery("delete from smart_session where expires_at < :now")
        .setParameter("now", now)
        .executeUpdate();
    Rows.writeOne(
        entities
            .createNativeQuery(
                "insert into smart_session (id, tenant, client, created_at, expires_at, sealed) values (:id, :tenant, :client, :now, :end, :sealed)")
            .setParameter("id", id)
            .setParameter("tenant", client.tenant().value())
            .setParameter("client", client.name())
            .setParameter("now", now)
            .setParameter("end", now.plus(life))
            .setParameter("sealed", sealed));
  }

  /** What was sealed; empty when there is no such session or it has expired. */
  public Optional<String> find(String id) {
    return entities
        .createNativeQuery(
            "select sealed from smart_session where id = :id and expires_at >= :now", String.class)
        .setParameter("id", id)
        .setParameter("now", clock.instant())
        .getResultStream()
        .map(it -> (String) it)
        .findFirst();
  }

  /** Takes a session out, so that nobody finds it again. */
  public Optional<String> take(String id) {
    var found = find(id);
    var removed =
        entities
            .createNativeQuery("delete from smart_session where id = :id")
            .setParameter("id", id)
            .executeUpdate();
    return removed == 1 ? found : Optional.empty();
  }
}
