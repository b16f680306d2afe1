package org.plumbline.kb.publish;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.kb.conclusion.Urgency;

/**
 * Draws the rules of one group as a decision tree: the gravest question first, "yes" to the right
 * ends at an urgency, "no" goes down to the next.
 */
final class DecisionTree {
  private static final int WIDTH = 92;
  private static final int LINE = 15;
  private static final int PADDING = 10;
  private static final int GAP = 26;
  private static final int QUESTION_WIDTH = 620;
  private static final int ANSWER_X = 690;
  private static final int ANSWER_WIDTH = 200;
  private static final int PICTURE_WIDTH = ANSWER_X + ANSWER_WIDTH + 10;

  /**
   * A question of the tree.
   *
   * @param lines what is asked, line by line
   */
  record Node(String title, List<String> lines, Urgency urgency) {}

  private final StringBuilder svg = new StringBuilder();
  private int y = PADDING;

  private DecisionTree() {}

  /** The picture, as SVG. */
  static String draw(String question, List<Node> nodes) {
    var tree = new DecisionTree();
    nodes.forEach(tree::node);
    tree.end();
    return """
        <svg viewBox="0 0 %d %d" width="100%%" role="img" aria-label="%s">
        <defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z"/></marker></defs>
        %s</svg>
        """
        .formatted(
            PICTURE_WIDTH, tree.y + PADDING, Html.escape("Decision tree: " + question), tree.svg);
  }

  private void node(Node node) {
    var lines = new ArrayList<String>();
    node.lines().forEach(it -> lines.addAll(Words.wrapped(it, WIDTH)));
    var height = (lines.size() + 1) * LINE + 2 * PADDING;
    box(5, QUESTION_WIDTH, height, "question");
    text(5 + PADDING, y + PADDING + LINE - 4, node.title(), "bold");
    for (var i = 0; i < lines.size(); i++) {
      text(5 + PADDING, y + PADDING + (i + 2) * LINE - 4, lines.get(i), "");
    }
    var middle = y + height / 2;
    line(5 + QUESTION_WIDTH, middle, ANSWER_X - 2, middle);
    text(5 + QUESTION_WIDTH + 18, middle - 5, "yes", "");
    answer(node.urgency(), middle);
    y += height;
    line(60, y, 60, y + GAP - 2);
    text(68, y + GAP - 9, "no", "");
    y += GAP;
  }

  private void answer(Urgency urgency, int middle) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"30\" rx=\"6\" class=\"%s\"/>%n"
            .formatted(ANSWER_X, middle - 15, ANSWER_WIDTH, urgency.code()));
    text(ANSWER_X + PADDING, middle + 5, urgency.display(), "bold");
  }

  private void end() {
    box(5, 360, 30, "question");
    text(5 + PADDING, y + 20, "nothing of this group; other groups may still decide", "");
    y += 30;
  }

  private void box(int x, int width, int height, String kind) {
    svg.append(
        "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\" class=\"%s\"/>%n"
            .formatted(x, y, width, height, kind));
  }

  private void line(int fromX, int fromY, int toX, int toY) {
    svg.append(
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" marker-end=\"url(#tip)\"/>%n"
            .formatted(fromX, fromY, toX, toY));
  }

  private void text(int x, int at, String text, String kind) {
    svg.append(
        "<text x=\"%d\" y=\"%d\" class=\"%s\">%s</text>%n"
            .formatted(x, at, kind, Html.escape(text)));
  }
}
