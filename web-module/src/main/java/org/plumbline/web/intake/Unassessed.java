package org.plumbline.web.intake;

import java.util.Optional;

/**
 * An entry of the record that may matter to a back and that no rule reads: it is named, so that
 * nobody takes silence for an answer.
 *
 * @param resource the entry, such as {@code Condition/7}
 * @param code system and code as people write them, such as {@code ICD-10 D37.4}; empty when the
 *     entry has no code of a system that is known
 */
public record Unassessed(String resource, Kind kind, Optional<String> code) {
  /** What an entry may be. */
  public enum Kind {
    /** A tumour, or a word of one. */
    CANCER("cancer or a tumour"),
    /** A disease or injury of the spine that is no ordinary back problem. */
    BACK("the spine"),
    /**
     * A platelet inhibitor other than aspirin: it is no anticoagulant, and makes bleeding easier.
     */
    PLATELET_INHIBITOR("a platelet inhibitor"),
    /** A steroid of which the record does not say for how long. */
    STEROID("a steroid, for how long is not said");

    private final String display;

    Kind(String display) {
      this.display = display;
    }

    /** In words. */
    public String display() {
      return display;
    }
  }

  /** As a card names it: nothing that somebody typed is in it. */
  public String shown() {
    return "%s%s: %s".formatted(resource, code.map(" (%s)"::formatted).orElse(""), kind.display());
  }
}
