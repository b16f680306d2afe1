package org.plumbline.web.operation.ehr;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What was found, in the order in which it was looked at. */
public final class Report {
  /** How a finding is to be taken. */
  public enum Grade {
    GOOD,
    /** Works, with a part left out or with an effect that one should know. */
    NOTE,
    /** A way in or out does not work without it. */
    MISSING
  }

  /** One finding. */
  public record Line(Grade grade, String text) {
    @Override
    public String toString() {
      return "%-8s %s".formatted(grade.name().toLowerCase(Locale.ROOT), text);
    }
  }

  private final List<Line> lines = new ArrayList<>();

  void good(String text) {
    lines.add(new Line(Grade.GOOD, text));
  }

  void note(String text) {
    lines.add(new Line(Grade.NOTE, text));
  }

  void missing(String text) {
    lines.add(new Line(Grade.MISSING, text));
  }

  /** Good when it is so, else the consequence. */
  void either(boolean so, String what, String consequence) {
    if (so) {
      good(what);
    } else {
      missing(what + ": not there. " + consequence);
    }
  }

  /** Every finding. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  /** Whether nothing that is needed is missing. */
  public boolean isUsable() {
    return lines.stream().noneMatch(it -> it.grade() == Grade.MISSING);
  }

  @Override
  public String toString() {
    return lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
  }
}
