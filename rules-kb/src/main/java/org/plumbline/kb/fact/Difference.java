package org.plumbline.kb.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is otherwise about one fact in a later intake.
 *
 * @param before what was read then
 * @param after what is read now
 */
public record Difference(Fact fact, Value before, Value after, Kind kind) {

  /** How it is otherwise. */
  public enum Kind {
    /** It is there, and was not or was not known. */
    NEW,
    /** It was there, and is not. */
    GONE,
    WORSE,
    BETTER,
    /** It was known, and is not any more; never the same as gone. */
    NO_LONGER_KNOWN,
    /** Otherwise, without being worse or better. */
    OTHER;

    /** The code, such as {@code no-longer-known}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Every fact that is read otherwise, in the order of facts.yaml. */
  public static List<Difference> between(Intake before, Intake after) {
    var differences = new ArrayList<Difference>();
    for (var fact : Fact.values()) {
      var then = before.value(fact);
      var now = after.value(fact);
      if (!then.equals(now)) {
        differences.add(new Difference(fact, then, now, kind(fact, then, now)));
      }
    }
    return differences;
  }

  private static Kind kind(Fact fact, Value before, Value after) {
    if (after.isUnknown()) {
      return Kind.NO_LONGER_KNOWN;
    }
    if (fact.kind() == Fact.Kind.FINDING) {
      if (after == Presence.PRESENT) {
        return Kind.NEW;
      }
      return before == Presence.PRESENT ? Kind.GONE : Kind.OTHER;
    }
    if (before instanceof Reading then && after instanceof Reading now && !then.isUnknown()) {
      return switch (fact.preference()) {
        case HIGHER -> now.number() > then.number() ? Kind.WORSE : Kind.BETTER;
        case LOWER -> now.number() < then.number() ? Kind.WORSE : Kind.BETTER;
        case FIRST -> Kind.OTHER;
      };
    }
    return Kind.OTHER;
  }
}
