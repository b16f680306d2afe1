package org.plumbline.kb.wording;

import java.util.Optional;

/** The words of messages.yaml: what is said to patients beside the questions and the advice. */
public final class PageWords {
  private PageWords() {}

  /**
   * A text; values stand in it as {@link java.text.MessageFormat} writes them.
   *
   * @throws IllegalArgumentException if there is none of this key
   */
  public static Wording of(String key) {
    return Optional.ofNullable(PageTable.ALL.get(key))
        .orElseThrow(() -> new IllegalArgumentException("messages.yaml has no " + key));
  }
}
