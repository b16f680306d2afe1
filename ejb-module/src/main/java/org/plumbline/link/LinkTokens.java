package org.plumbline.link;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.plumbline.key.Envelope;

/**
 * What stands in the address of an intake: the link, when it ends, and a signature over both with a
 * key of this installation. One that was made up, or ended long ago, is refused without asking the
 * database.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class LinkTokens {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String NAME = "intake-link";
  private static final Envelope.Of SECRET_OF = new Envelope.Of("server_secret/" + NAME);
  private static final int KEY_BYTES = 32;
  private static final int SIGNED_BYTES = 2 * Long.BYTES + Long.BYTES;
  private static final int SIGNATURE_BYTES = 16;

  /**
   * A link that was answered lives on after the end that its token names, at most so long. Whether
   * it does, its row says.
   */
  static final Duration LIVES_ON = Duration.ofDays(60);

  /**
   * The key never changes, so that one look is enough. One that this very transaction adds is not
   * remembered: it may be taken back, and every link signed with it then ends with this process.
   */
  private static final AtomicReference<byte @Nullable []> KEY = new AtomicReference<>();

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private Envelope envelope;

  @SuppressWarnings("NullAway.Init")
  protected LinkTokens() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public LinkTokens(Clock clock, Envelope envelope) {
    this.envelope = envelope;
    this.clock = clock;
  }

  /** The token of a link, as URL-safe text. */
  public String of(IntakeLink link) {
    return sign(key(), link.id(), link.expiresAt());
  }

  /**
   * The link that a token is for; empty when it was not signed here, or ended so long ago that no
   * link lives on.
   */
  public Optional<UUID> verify(String token) {
    return verify(key(), token, clock.instant());
  }

  static String sign(byte[] key, UUID id, Instant expiresAt) {
    var signed =
        ByteBuffer.allocate(SIGNED_BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(expiresAt.getEpochSecond())
            .array();
    var all =
        ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
            .put(signed)
            .put(signature(key, signed))
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  static Optional<UUID> verify(byte[] key, String token, Instant now) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (all.length != SIGNED_BYTES + SIGNATURE_BYTES
        || !Base64.getUrlEncoder().withoutPadding().encodeToString(all).equals(token)) {
      return Optional.empty();
    }
    var signed = Arrays.copyOf(all, SIGNED_BYTES);
    var signature = Arrays.copyOfRange(all, SIGNED_BYTES, all.length);
    // Nothing is read before it is known who wrote it: made-up seconds can be beyond every
    // calendar.
    if (!MessageDigest.isEqual(signature, signature(key, signed))) {
      return Optional.empty();
    }
    var buffer = ByteBuffer.wrap(signed);
    var id = new UUID(buffer.getLong(), buffer.getLong());
    return Instant.ofEpochSecond(buffer.getLong()).plus(LIVES_ON).isAfter(now)
        ? Optional.of(id)
        : Optional.empty();
  }

  private static byte[] signature(byte[] key, byte[] signed) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(signed), SIGNATURE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private byte[] key() {
    var known = KEY.get();
    if (known != null) {
      return known;
    }
    var fresh = new byte[KEY_BYTES];
    RANDOM.nextBytes(fresh);
    var added =
        entities
            .createNativeQuery(
                "insert into server_secret (name, secret, created_at) values (:name, :secret, :now) on conflict do nothing")
            .setParameter("name", NAME)
            .setParameter(
                "secret", envelope.seal(SECRET_OF, Base64.getEncoder().encodeToString(fresh)))
            .setParameter("now", clock.instant())
            .executeUpdate();
    var kept =
        (String)
            entities
                .createNativeQuery(
                    "select secret from server_secret where name = :name", String.class)
                .setParameter("name", NAME)
                .getSingleResult();
    var secret = envelope.open(SECRET_OF, kept);
    if (!envelope.isCurrent(kept)) {
      seal(secret, kept);
    }
    var key = Base64.getDecoder().decode(secret.getBytes(UTF_8));
    if (added == 0) {
      KEY.set(key);
    }
    return key;
  }

  /** What was kept in clear, or under a key before, is sealed as new ones are. */
  private void seal(String secret, String kept) {
    entities
        .createNativeQuery(
            "update server_secret set secret = :sealed where name = :name and secret = :kept")
        .setParameter("sealed", envelope.seal(SECRET_OF, secret))
        .setParameter("name", NAME)
        .setParameter("kept", kept)
        .executeUpdate();
  }
}
