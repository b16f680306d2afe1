package org.plumbline.clinic;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Our own keys as JSON Web Keys, for all nodes. */
@Stateless
public class SigningKeys {
  private static final int MOST = 20;

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected SigningKeys() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public SigningKeys(Clock clock) {
    this.clock = clock;
  }

  /**
   * A key with its private part.
   *
   * @param jwk must not be logged or shown
   */
  public record Key(String kid, Instant createdAt, String jwk) {
    @Override
    public String toString() {
      return kid;
    }
  }

  /** The keys, newest first. */
  public List<Key> all() {
    return entities
        .createQuery("select k from SigningKeyRow k order by k.createdAt desc", SigningKeyRow.class)
        .setMaxResults(MOST)
        .getResultStream()
        .map(SigningKeyRow::key)
        .toList();
  }

  /** Keeps a new key. */
  public void add(String kid, String jwk) {
    entities.persist(new SigningKeyRow(new Key(kid, clock.instant(), jwk)));
  }
}
