package org.plumbline.web.screen.page;

import java.text.MessageFormat;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import org.plumbline.kb.wording.Language;

/** The words of the patient's pages that no question and no advice gives. */
public final class Messages {
  private static final Map<Language, Messages> ALL = new EnumMap<>(Language.class);

  static {
    for (var language : Language.values()) {
      ALL.put(language, new Messages(language));
    }
  }

  private final Language language;
  private final ResourceBundle words;

  private Messages(Language language) {
    this.language = language;
    // No fallback to the language of the machine: a missing text is a fault of ours.
    this.words =
        ResourceBundle.getBundle(
            "messages/patient",
            Locale.forLanguageTag(language.code()),
            Messages.class.getClassLoader(),
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** The words in a language. */
  public static Messages in(Language language) {
    return Objects.requireNonNull(ALL.get(language));
  }

  /** The language. */
  public Language language() {
    return language;
  }

  /**
   * A text.
   *
   * @throws java.util.MissingResourceException if there is none; a test looks for every one
   */
  public String of(String key) {
    return words.getString(key);
  }

  /** A text with values in it. */
  public String of(String key, Object... values) {
    return new MessageFormat(of(key), Locale.forLanguageTag(language.code())).format(values);
  }
}
