package org.plumbline.client;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;

/** The tokens that were used, for all nodes and across restarts. */
@Stateless
public class UsedTokens {
  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected UsedTokens() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public UsedTokens(Clock clock) {
    this.clock = clock;
  }

  /** Who issues tokens: the {@code iss} of a token. */
  public record Issuer(String value) {}

  /**
   * Whether a token is used for the first time; it is used from now on.
   *
   * @param expiresAt when the token ends and may be forgotten
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public boolean use(Issuer issuer, String jti, Instant expiresAt) {
    return entities
            .createNativeQuery(
                "insert into used_token (issuer, jti, expires_at) values (:issuer, :jti, :expires) on conflict do nothing")
            .setParameter("issuer", issuer.value())
            .setParameter("jti", jti)
            .setParameter("expires", expiresAt)
            .executeUpdate()
        == 1;
  }

  /** Forgets what has expired: such a token is refused for its age. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  void forget() {
    entities
        .createNativeQuery("delete from used_token where expires_at < :limit")
        .setParameter("limit", clock.instant())
        .executeUpdate();
  }
}
