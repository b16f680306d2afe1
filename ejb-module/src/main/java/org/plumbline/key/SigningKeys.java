package org.plumbline.key;

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

/** Our own keys as JSON Web Keys, for all nodes. */
@Stateless
public class SigningKeys {
  private static final Logger LOG = System.getLogger(SigningKeys.class.getName());
  private static final int MOST = 20;

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private Envelope envelope;

  @SuppressWarnings("NullAway.Init")
  protected SigningKeys() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public SigningKeys(Clock clock, Envelope envelope) {
    this.envelope = envelope;
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

  /** The keys that can be opened, newest first. One that was kept in clear is sealed. */
  public List<Key> all() {
    return entities
        .createQuery("select k from SigningKeyRow k order by k.createdAt desc", SigningKeyRow.class)
        .setMaxResults(MOST)
        .getResultStream()
        .flatMap(it -> open(it).stream())
        .toList();
  }

  private Optional<Key> open(SigningKeyRow row) {
    var of = secretOf(row.kid());
    try {
      var jwk = envelope.open(of, row.kept());
      if (!envelope.isCurrent(row.kept())) {
        row.keep(envelope.seal(of, jwk));
      }
      return Optional.of(new Key(row.kid(), row.createdAt(), jwk));
    } catch (Envelope.Unreadable e) {
      LOG.log(Level.ERROR, "{0}; another key is made", e.getMessage());
      return Optional.empty();
    }
  }

  /** What a kept key is sealed as. */
  static Envelope.Of secretOf(String kid) {
    return new Envelope.Of("signing_key/" + kid);
  }

  /** By which a key is named, in its tokens too. */
  public record KeyId(String value) {}

  /**
   * Keeps a new key.
   *
   * @param jwk with its private part
   */
  public void add(KeyId kid, String jwk) {
    entities.persist(
        new SigningKeyRow(kid.value(), clock.instant(), envelope.seal(secretOf(kid.value()), jwk)));
  }
}
