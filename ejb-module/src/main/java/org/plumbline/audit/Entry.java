package org.plumbline.audit;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One entry of the audit.
 *
 * @param pseudonym whom it was about; empty when about nobody
 */
public record Entry(UUID id, Instant at, String tenant, Deed deed, Optional<UUID> pseudonym) {
  public Entry {
    requireNonNull(id, "id");
    requireNonNull(deed, "deed");
    requireNonNull(pseudonym, "pseudonym");
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * What somebody did.
   *
   * @param agent the registered client, or the user of its token
   * @param what the kind of thing that was handled, such as {@code QuestionnaireResponse}, never
   *     one that names a patient
   * @param outcome the HTTP status of the answer; 0 where there was none
   * @param about an id of ours, such as {@code Assessment/...}; empty text when none
   */
  public record Deed(String agent, Action action, String what, int outcome, String about) {
    public Deed {
      requireNonNull(action, "action");
    }
  }

  /** What was done. */
  public enum Action {
    CREATE,
    READ,
    UPDATE,
    DELETE,
    EXECUTE,
    /** An assessment was made and its guidance given. */
    GUIDANCE,
    /** The knowledge misbehaved. */
    ALARM,
    /** The identity of a patient was removed. */
    ERASE;

    /** As it is shown and stored. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Action of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** The hash of the link that chains this entry to the one before, 64 hexadecimal digits. */
  String hash(String before, long seq) {
    var text =
        String.join(
            "\n",
            before,
            String.valueOf(seq),
            id.toString(),
            String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)),
            tenant,
            deed.action().code(),
            deed.what(),
            String.valueOf(deed.outcome()),
            deed.agent(),
            pseudonym.map(UUID::toString).orElse(""),
            deed.about());
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }
}
