package org.plumbline.kb.wording;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** One text for patients, in every language. */
public record Wording(Map<Language, String> texts) {
  /** A text that says nothing. */
  public static final Wording NONE = everywhere("");

  /**
   * Checks that no language is missing.
   *
   * @throws IllegalArgumentException if one is
   */
  public Wording {
    texts = Map.copyOf(texts);
    for (var language : Language.all()) {
      if (!texts.containsKey(language)) {
        throw new IllegalArgumentException("no text in %s: %s".formatted(language.code(), texts));
      }
    }
  }

  /**
   * A text as the build writes it.
   *
   * @param texts one for each language, in the order of {@link Language#all()}
   */
  public static Wording of(String... texts) {
    var languages = Language.all();
    if (texts.length != languages.size()) {
      throw new IllegalArgumentException("not one text for each language: " + List.of(texts));
    }
    return each(language -> texts[languages.indexOf(language)]);
  }

  /** The text that a function gives for each language. */
  public static Wording each(Function<Language, String> text) {
    return new Wording(Language.all().stream().collect(toMap(Function.identity(), text)));
  }

  /** The same text in every language: a number, a name, or what clinicians alone read. */
  public static Wording everywhere(String text) {
    return each(language -> text);
  }

  /** The text in a language. */
  public String in(Language language) {
    return Objects.requireNonNull(texts.get(language));
  }

  /** The text that all translations are of. */
  public String english() {
    return in(Language.ENGLISH);
  }

  /** The text of every language, changed in the same way. */
  public Wording map(Function<Language, String> change) {
    return each(change);
  }
}
