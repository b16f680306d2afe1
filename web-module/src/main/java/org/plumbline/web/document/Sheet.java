package org.plumbline.web.document;

import gg.jte.generated.precompiled.StaticTemplates;
import java.util.ArrayList;
import java.util.List;

/** What is printed on A4 pages, as text and as PDF: headings, lines, and lists of them. */
public final class Sheet {
  private static final int WIDTH = 104;
  private static final String ITEM = "- ";
  private static final String MORE = "  ";

  private final String title;
  private final List<String> lines = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();

  /** A sheet whose first line is its title. */
  public Sheet(String title) {
    this.title = title;
    lines.add(title);
  }

  /** What a part is to a reader. */
  public enum Kind {
    HEADING,
    WARNING,
    LINE,
    LIST
  }

  /**
   * A part of a sheet.
   *
   * @param items the entries of a list, each with the lines that belong to it
   */
  public record Part(Kind kind, String text, List<List<String>> items) {
    private static Part of(Kind kind, String text) {
      return new Part(kind, text, List.of());
    }
  }

  public String title() {
    return title;
  }

  /** The parts in their order. */
  public List<Part> parts() {
    return List.copyOf(parts);
  }

  /** A line above others. */
  public Sheet heading(String text) {
    parts.add(Part.of(Kind.HEADING, text));
    return wrap(text);
  }

  /** A line that is read before all others. */
  public Sheet warning(String text) {
    parts.add(Part.of(Kind.WARNING, text));
    return wrap(text);
  }

  /** A line: an entry of a list when it begins with a dash, more of one when it is indented. */
  public Sheet line(String text) {
    if (text.startsWith(ITEM)) {
      items().add(new ArrayList<>(List.of(text.substring(ITEM.length()))));
    } else if (text.startsWith(MORE) && isInList()) {
      items().get(items().size() - 1).add(text.strip());
    } else if (!text.isEmpty()) {
      parts.add(Part.of(Kind.LINE, text));
    }
    return wrap(text);
  }

  private boolean isInList() {
    return !parts.isEmpty() && parts.get(parts.size() - 1).kind() == Kind.LIST;
  }

  /** Those of the list at the end, which begins here when there is none. */
  private List<List<String>> items() {
    if (!isInList()) {
      parts.add(new Part(Kind.LIST, "", new ArrayList<>()));
    }
    return parts.get(parts.size() - 1).items();
  }

  private Sheet wrap(String text) {
    var rest = text;
    while (rest.length() > WIDTH) {
      var at = rest.lastIndexOf(' ', WIDTH);
      var cut = at > 0 ? at : WIDTH;
      lines.add(rest.substring(0, cut));
      rest = MORE + rest.substring(cut).strip();
    }
    lines.add(rest);
    return this;
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  public byte[] pdf() {
    return Pdf.of(new StaticTemplates().documentSheet(this).render());
  }
}
