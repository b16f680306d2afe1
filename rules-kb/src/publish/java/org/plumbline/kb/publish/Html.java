package org.plumbline.kb.publish;

import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of a page. */
final class Html {
  private Html() {}

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  static String list(Collection<String> texts) {
    return texts.stream()
        .map(it -> "<li>" + escape(it) + "</li>")
        .collect(Collectors.joining("", "<ul>", "</ul>"));
  }

  static String row(String... cells) {
    var row = new StringBuilder("<tr>");
    for (var cell : cells) {
      row.append("<td>").append(cell).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }
}
