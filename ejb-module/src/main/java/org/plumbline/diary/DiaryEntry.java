package org.plumbline.diary;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One day of a patient.
 *
 * @param day by the clinic's calendar
 * @param pain 0 to 10
 */
public record DiaryEntry(LocalDate day, int pain, Trained trained) {
  private static final int WORST = 10;

  public DiaryEntry {
    requireNonNull(day, "day");
    requireNonNull(trained, "trained");
    if (pain < 0 || pain > WORST) {
      throw new IllegalArgumentException("pain is %d; expected 0 to %d".formatted(pain, WORST));
    }
  }

  /** What was trained that day. */
  public enum Trained {
    NONE,
    LIGHT,
    USUAL;

    /** As it is stored and sent by a form. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The one of a code; empty when there is none. */
    public static Optional<Trained> of(String code) {
      return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
  }
}
