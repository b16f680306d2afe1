package org.plumbline.kb.wording;

import java.util.Arrays;
import java.util.Optional;

/** A language that patients read. Clinicians read English. */
public enum Language {
  ENGLISH("en"),
  SPANISH("es");

  private final String code;

  Language(String code) {
    this.code = code;
  }

  /** The BCP 47 code, such as {@code es}. */
  public String code() {
    return code;
  }

  /**
   * The language of a BCP 47 code, a region after it included; empty when it is not spoken here.
   */
  public static Optional<Language> of(String code) {
    return Arrays.stream(values()).filter(it -> it.code.equals(code.split("-")[0])).findFirst();
  }
}
