package org.plumbline.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.plumbline.kb.fact.Intake;

/**
 * The statements of an intake as they are stored, and by what they are known again.
 *
 * @param hash 64 hexadecimal digits
 */
record Answers(String statements, String hash) {
  static Answers of(Intake intake) {
    var statements = StatementLines.write(intake);
    return new Answers(statements, hash(statements));
  }

  static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every JDK has it
    }
  }
}
