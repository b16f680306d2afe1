package org.plumbline.history;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;

/**
 * The statements of an intake as one text; migration V5 says how it is written. Since then a link
 * that begins with {@code ~} says that the question was asked in a list; no linkId does.
 */
public final class StatementLines {
  private static final char SOURCE = '@';
  private static final String SAME = "=";
  private static final String IN_A_LIST = "~";

  private StatementLines() {}

  static String write(Intake intake) {
    var text = new StringBuilder();
    Provenance last = null;
    for (var it : intake.statements()) {
      var from = it.from();
      if (last == null
          || !last.resource().equals(from.resource())
          || !last.at().equals(from.at())) {
        text.append(SOURCE)
            .append(clean(from.resource()))
            .append('\t')
            .append(ChronoUnit.MICROS.between(Instant.EPOCH, from.at()))
            .append('\n');
        last = from;
      }
      var code = it.fact().code();
      text.append(code)
          .append('\t')
          .append(it.value().stored())
          .append(intake.statement(it.fact()).filter(it::equals).isPresent() ? "\t+\t" : "\t-\t")
          .append(from.inAList() ? IN_A_LIST : "")
          .append(from.linkId().map(link -> link.equals(code) ? SAME : clean(link)).orElse(""))
          .append('\n');
    }
    return text.toString();
  }

  /** Tabs and line ends are ours; a reference has none. */
  private static String clean(String text) {
    return text.replaceAll("[\\t\\r\\n]", " ");
  }

  /** The statements; those about a fact that the knowledge of today does not have are left out. */
  static List<Statement> read(String text) {
    var statements = new ArrayList<Statement>();
    for (var line : lines(text)) {
      Fact.of(line.code())
          .ifPresent(
              fact ->
                  statements.add(new Statement(fact, Value.parse(fact, line.said()), line.from())));
    }
    return statements;
  }

  /** What was said, as codes with their values in the order of the record, for the stable edge. */
  public static List<Map.Entry<String, String>> said(String text) {
    return lines(text).stream().map(it -> Map.entry(it.code(), it.said())).toList();
  }

  private record Line(String code, String said, Provenance from) {}

  private static List<Line> lines(String text) {
    var lines = new ArrayList<Line>();
    @Nullable String source = null;
    var at = Instant.EPOCH;
    for (var start = 0; start < text.length(); ) {
      var newline = text.indexOf('\n', start);
      var end = newline < 0 ? text.length() : newline;
      var line = text.substring(start, end);
      start = end + 1;
      var tab = line.indexOf('\t');
      if (tab < 1 || (line.charAt(0) != SOURCE && line.indexOf('\t', tab + 1) < 0)) {
        throw new IllegalArgumentException("a stored statement cannot be read");
      }
      if (line.charAt(0) == SOURCE) {
        source = line.substring(1, tab);
        at = Instant.EPOCH.plus(Long.parseLong(line.substring(tab + 1)), ChronoUnit.MICROS);
      } else {
        var second = line.indexOf('\t', tab + 1);
        var link = line.substring(line.indexOf('\t', second + 1) + 1);
        var code = line.substring(0, tab);
        lines.add(
            new Line(
                code,
                line.substring(tab + 1, second),
                from(source == null ? "" : source, at, code, link)));
      }
    }
    return lines;
  }

  private static Provenance from(String source, Instant at, String code, String link) {
    var inAList = link.startsWith(IN_A_LIST);
    var asked = inAList ? link.substring(IN_A_LIST.length()) : link;
    return new Provenance(
        source,
        asked.isEmpty() ? Optional.empty() : Optional.of(asked.equals(SAME) ? code : asked),
        at,
        inAList ? Provenance.Manner.IN_A_LIST : Provenance.Manner.BY_ITSELF);
  }
}
