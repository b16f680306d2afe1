package org.plumbline.web.access.launch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets that only a browser holds. What is kept under one is found by its hash and encrypted with
 * a key made of it, so that the database alone gives no token away.
 */
final class Seal {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SECRET_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private Seal() {}

  /** A new secret of 256 bits, as URL-safe text. */
  static String secret() {
    var bytes = new byte[SECRET_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** A hash for one purpose, as URL-safe text; the secret cannot be found from it. */
  static String hash(String purpose, String secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(purpose + "|" + secret));
  }

  /** The S256 challenge of a PKCE verifier. */
  static String challenge(String verifier) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest(verifier));
  }

  static String seal(String secret, String text) {
    try {
      var nonce = new byte[NONCE_BYTES];
      RANDOM.nextBytes(nonce);
      var sealed = cipher(Cipher.ENCRYPT_MODE, secret, nonce).doFinal(text.getBytes(UTF_8));
      var all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot seal", e);
    }
  }

  /** What was sealed; empty when the secret is another or somebody changed it. */
  static Optional<String> open(String secret, String sealed) {
    try {
      var all = Base64.getDecoder().decode(sealed);
      var cipher = cipher(Cipher.DECRYPT_MODE, secret, Arrays.copyOf(all, NONCE_BYTES));
      return Optional.of(
          new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Cipher cipher(int mode, String secret, byte[] nonce)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var key = new SecretKeySpec(digest("seal|" + secret), "AES");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
