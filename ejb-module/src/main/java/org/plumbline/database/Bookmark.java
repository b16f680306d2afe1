package org.plumbline.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * The last row of a page: the next page begins after it, whatever was added since. A row that is
 * passed over by number is read all the same, and may come twice.
 *
 * @param rank what the list is ordered by first; 0 where it is by time alone
 * @param at to the microsecond, as the database keeps it
 */
public record Bookmark(int rank, Instant at, UUID id) {
  private static final int LONGEST = 200;

  /** Later than any row, and within what the databases can hold. */
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  public Bookmark {
    requireNonNull(id, "id");
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** The bookmark that a token names; empty when it names none. */
  public static Optional<Bookmark> parse(String token) {
    try {
      if (token.length() > LONGEST) {
        return Optional.empty();
      }
      var parts = new String(Base64.getUrlDecoder().decode(token), UTF_8).split(" ", 3);
      if (parts.length != 3) {
        return Optional.empty();
      }
      var at = Instant.EPOCH.plus(Long.parseLong(parts[1]), ChronoUnit.MICROS);
      return at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(new Bookmark(Integer.parseInt(parts[0]), at, UUID.fromString(parts[2])));
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOurs) {
      return Optional.empty();
    }
  }

  /** What a client sends back for the next page; it says nothing to anybody else. */
  public String token() {
    var text = rank + " " + ChronoUnit.MICROS.between(Instant.EPOCH, at) + " " + id;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
