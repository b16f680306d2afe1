package org.plumbline.database;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which part of a list is wanted.
 *
 * @param after where the part before ended
 * @param skip how many to pass over; for those who do not send a bookmark back
 * @param most how many at most
 */
public record Part(Optional<Bookmark> after, int skip, int most) {
  public Part {
    requireNonNull(after, "after");
  }

  /** The beginning. */
  public static Part first(int most) {
    return new Part(Optional.empty(), 0, most);
  }
}
