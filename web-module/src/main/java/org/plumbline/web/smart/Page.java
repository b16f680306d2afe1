package org.plumbline.web.smart;

/** A small HTML page; every text in it is escaped. */
final class Page {
  private final StringBuilder body = new StringBuilder();
  private final String title;

  Page(String title) {
    this.title = title;
  }

  Page heading(String text) {
    body.append("<h1>").append(escape(text)).append("</h1>\n");
    return this;
  }

  Page section(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
  }

  Page line(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  Page list(Iterable<String> lines) {
    body.append("<ul>\n");
    lines.forEach(it -> body.append("<li>").append(escape(it)).append("</li>\n"));
    body.append("</ul>\n");
    return this;
  }

  Page link(String label, String href) {
    body.append("<p><a target=\"_blank\" rel=\"noopener\" href=\"")
        .append(escape(href))
        .append("\">")
        .append(escape(label))
        .append("</a></p>\n");
    return this;
  }

  Page button(String label, String action, String token) {
    body.append("<form method=\"post\" action=\"")
        .append(escape(action))
        .append("\"><input type=\"hidden\" name=\"token\" value=\"")
        .append(escape(token))
        .append("\"><button>")
        .append(escape(label))
        .append("</button></form>\n");
    return this;
  }

  String html() {
    return """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%s</title><link rel="stylesheet" href="/start.css"></head>
        <body><main>
        %s</main></body>
        </html>
        """
        .formatted(escape(title), body);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
