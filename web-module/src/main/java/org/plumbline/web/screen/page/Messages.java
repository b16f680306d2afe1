package org.plumbline.web.screen.page;

import java.text.MessageFormat;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.PageWords;

/** The words of the patient's pages that no question and no advice gives, in one language. */
public final class Messages {
  private final Language language;

  private Messages(Language language) {
    this.language = language;
  }

  /** The words in a language. */
  public static Messages in(Language language) {
    return new Messages(language);
  }

  /** The language. */
  public Language language() {
    return language;
  }

  /**
   * A text.
   *
   * @throws IllegalArgumentException if there is none; a test looks for every one
   */
  public String of(String key) {
    return PageWords.of(key).in(language);
  }

  /** A text with values in it. */
  public String of(String key, Object... values) {
    return new MessageFormat(of(key), language.locale()).format(values);
  }
}
