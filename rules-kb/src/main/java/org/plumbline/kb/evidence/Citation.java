package org.plumbline.kb.evidence;

import java.util.Locale;

/**
 * A source that a rule cites.
 *
 * @param key the key that {@code @source} names, such as {@code GIRFT23}
 * @param text author, year, journal and what was found
 * @param kind the kind of evidence; how far it was read; of a guideline the numbers of the
 *     recommendations: {@code guideline; page read; no recommendation number checked}
 */
public record Citation(String key, String text, String kind) {
  /** The key under which a rule says that it has no source. */
  private static final String NO_SOURCE = "MEM";

  /** How far a source was read. */
  public enum Reading {
    TEXT,
    ABSTRACT,
    NONE
  }

  /** The part of the kind, counted from 0; empty when there is none. */
  private String part(int number) {
    var parts = kind.split(";");
    return number < parts.length ? parts[number].strip() : "";
  }

  /** How far it was read; whatever is not said was not read. */
  public Reading reading() {
    var said = part(1);
    if (said.startsWith("text read") || said.startsWith("page read")) {
      return Reading.TEXT;
    }
    return said.startsWith("abstract") ? Reading.ABSTRACT : Reading.NONE;
  }

  /** What it is good for, after how far it was read. */
  public Evidence evidence() {
    if (reading() == Reading.NONE) {
      return Evidence.CONSENSUS;
    }
    var of = Evidence.valueOf(part(0).toUpperCase(Locale.ROOT).replace('-', '_'));
    return of == Evidence.GUIDELINE && reading() != Reading.TEXT ? Evidence.EXPERT_OPINION : of;
  }

  /** What it is good for, in words. */
  String label() {
    var evidence = evidence();
    if (evidence == Evidence.CONSENSUS) {
      return evidence.display();
    }
    return part(0).equals("guideline") && evidence != Evidence.GUIDELINE
        ? evidence.display() + ", abstract of a guideline read"
        : evidence.display() + ", " + part(1).split(",")[0];
  }

  /** As a reader sees it where there is no room for the text: never a cipher for "no source". */
  public String shown() {
    if (key.equals(NO_SOURCE)) {
      return Evidence.CONSENSUS.display();
    }
    return reading() == Reading.NONE ? key + " (not read)" : key;
  }

  /** As it stands in a list of sources. */
  public String entry() {
    return key.equals(NO_SOURCE) ? shown() : shown() + ": " + text;
  }
}
