package org.plumbline.kb.wording;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;

/** One text for patients, in every language. */
public record Wording(String english, String spanish) {
  public Wording {
    requireNonNull(english, "english");
    requireNonNull(spanish, "spanish");
  }

  public String in(Language language) {
    return switch (language) {
      case ENGLISH -> english;
      case SPANISH -> spanish;
    };
  }

  /** The text of every language, changed in the same way. */
  public Wording map(Function<Language, String> change) {
    return new Wording(change.apply(Language.ENGLISH), change.apply(Language.SPANISH));
  }
}
