package org.plumbline.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret as it is kept in the database: sealed by AES-GCM under a key of the {@link KeyFile}. The
 * text is {@code sealed:<id of the key>:<nonce, ciphertext and tag in base 64>}; what it is a
 * secret of is part of the seal, so that no row passes for another.
 */
public final class Envelope {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern SEALED = Pattern.compile("sealed:([0-9a-f]{8}):([A-Za-z0-9+/=]+)");
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final KeyFile keys;

  /** An envelope for the keys of a file. */
  public Envelope(KeyFile keys) {
    this.keys = keys;
  }

  /** What something is a secret of, such as a table and a name. */
  public record Of(String value) {
    @Override
    public String toString() {
      return value;
    }
  }

  /** A secret cannot be opened: its key is not in the file, or it was changed. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Unreadable(String why) {
      super(why);
    }
  }

  /** Seals a secret. */
  public String seal(Of of, String secret) {
    var key = keys.first();
    var nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    try {
      var text = cipher(Cipher.ENCRYPT_MODE, key, nonce, of).doFinal(secret.getBytes(UTF_8));
      var all = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
      return "sealed:" + key.id() + ":" + Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /**
   * Opens a secret. One that was kept before there were envelopes is given as it is.
   *
   * @throws Unreadable if it cannot be opened; the message holds nothing of it
   */
  public String open(Of of, String kept) {
    var match = SEALED.matcher(kept);
    if (!match.matches()) {
      return kept;
    }
    var key =
        keys.find(match.group(1))
            .orElseThrow(
                () ->
                    new Unreadable(
                        "the secret of %s is sealed under key %s, which is not in %s"
                            .formatted(of, match.group(1), keys.path())));
    try {
      var all = ByteBuffer.wrap(Base64.getDecoder().decode(match.group(2)));
      var nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      var text = new byte[all.remaining()];
      all.get(text);
      return new String(cipher(Cipher.DECRYPT_MODE, key, nonce, of).doFinal(text), UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
      throw new Unreadable("the secret of %s was changed".formatted(of));
    }
  }

  /** Whether a secret is as it would be sealed now. */
  public boolean isCurrent(String kept) {
    return keyOf(kept).filter(keys.first().id()::equals).isPresent();
  }

  /** The id of the key under which a secret is sealed; empty when it is kept in clear. */
  public static Optional<String> keyOf(String kept) {
    var match = SEALED.matcher(kept);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }

  private static Cipher cipher(int mode, KeyFile.Key key, byte[] nonce, Of of)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key.secret(), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(of.value().getBytes(UTF_8));
    return cipher;
  }
}
