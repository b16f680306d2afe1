package org.plumbline.web.screen.clinic;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.screen.clinic.Desk.Frame;

/**
 * The board as its template shows it.
 *
 * @param counts how many wait, by urgency
 * @param dueNow how many follow-ups are due, and how many of those are late
 * @param total how many there would be without a limit
 * @param selected whose panel is open
 */
public record BoardPage(
    Frame frame,
    Map<Urgency, Long> counts,
    long dueNow,
    long late,
    List<Row> rows,
    int total,
    Filter filter,
    List<String> assignees,
    Optional<Panel> selected,
    String updatedAt) {
  public BoardPage {
    rows = List.copyOf(rows);
    assignees = List.copyOf(assignees);
  }

  /** What the board is narrowed to. */
  public record Filter(
      Optional<Urgency> urgency, String text, String who, boolean all, Optional<String> open) {

    /** The address of the board with one patient's panel open. */
    public String opening(String id) {
      return "/app/board?" + query() + "open=" + id;
    }

    /** The address of the board with another urgency. */
    public String of(Urgency other) {
      return urgency.filter(other::equals).isPresent()
          ? "/app/board"
          : "/app/board?urgency=" + other.code();
    }

    private String query() {
      return urgency.map(it -> "urgency=" + it.code() + "&").orElse("")
          + (text.isEmpty() ? "" : "q=" + encoded(text) + "&")
          + (who.isEmpty() ? "" : "who=" + encoded(who) + "&")
          + (all ? "all=1&" : "");
    }

    private static String encoded(String text) {
      return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
  }

  /**
   * One who waits.
   *
   * @param share how much of the time until the target has passed, 0 to 100
   * @param pain how bad it was, oldest first
   * @param look when the patient is looked at again
   * @param initials of whoever looks after the patient; empty text when nobody does
   */
  public record Row(
      String id,
      String name,
      String reason,
      Urgency urgency,
      boolean provisional,
      boolean earlier,
      boolean unfinished,
      String waiting,
      boolean late,
      int share,
      List<Double> pain,
      String look,
      boolean lookLate,
      String assignee,
      String initials) {
    public Row {
      pain = List.copyOf(pain);
    }

    /** The last rating; empty text when there is none. */
    public String lastPain() {
      return pain.isEmpty() ? "" : String.valueOf(Math.round(pain.get(pain.size() - 1)));
    }

    /** The ratings as the points of a line, 52 wide and 16 high. */
    public String line() {
      var points = new StringBuilder();
      for (var i = 0; i < pain.size(); i++) {
        points
            .append(points.isEmpty() ? "" : " ")
            .append(Math.round(2 + 48.0 * i / Math.max(1, pain.size() - 1)))
            .append(',')
            .append(Math.round(14 - 12 * pain.get(i) / 10));
      }
      return points.toString();
    }
  }

  /** What is shown of the one who is selected. */
  public record Panel(
      Row row, People.Person person, List<String> why, List<String> happened, boolean untouched) {
    public Panel {
      why = List.copyOf(why);
      happened = List.copyOf(happened);
    }
  }
}
