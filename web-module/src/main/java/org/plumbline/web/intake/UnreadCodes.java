package org.plumbline.web.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.web.intake.RecordCode.Coding;
import org.plumbline.web.intake.Unassessed.Kind;

/** Which entries that no rule reads are named all the same, by unread-codes.csv. */
final class UnreadCodes {
  private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9.\\-]{1,20}");
  private static final String WORDS = "text";
  private static final String PASSED_OVER = "passed-over";

  /** Codes of a kind, each with whether those that begin so count too. */
  private record Row(String system, String code, boolean prefix) {
    boolean matches(Said said) {
      return said.codings().stream().anyMatch(it -> it.isOf(system) && it.is(code, prefix));
    }
  }

  private final List<Row> passedCodes = new ArrayList<>();
  private final Set<String> passedWords = new HashSet<>();
  private final Map<Row, Kind> codes = new HashMap<>();
  private final Map<String, Kind> words = new HashMap<>();
  private final BackProblem backProblem = BackProblem.load();

  UnreadCodes() {
    Table.rows("unread-codes.csv").filter(it -> !it.get(0).equals("local-form")).forEach(this::add);
  }

  private void add(List<String> cells) {
    var row = new Row(cells.get(1), cells.get(2), cells.get(3).equals("prefix"));
    if (cells.get(0).equals(PASSED_OVER)) {
      var added = row.system().equals(WORDS) ? passedWords.add(row.code()) : passedCodes.add(row);
      if (!added) {
        throw new IllegalStateException("unread-codes.csv names twice " + row.code());
      }
      return;
    }
    var kind = Kind.valueOf(cells.get(0).replace('-', '_').toUpperCase(Locale.ROOT));
    if (row.system().equals(WORDS)) {
      words.put(row.code(), kind);
    } else {
      codes.put(row, kind);
    }
  }

  /**
   * What an entry that no rule reads may be; empty when nothing says that it matters here.
   *
   * @param asked the kinds that such an entry can be
   */
  Optional<Unassessed> of(Node resource, Said said, Set<Kind> asked) {
    var spoken = said.singleWords();
    if (backProblem.names(said)
        || passedCodes.stream().anyMatch(it -> it.matches(said))
        || spoken.stream().anyMatch(passedWords::contains)) {
      return Optional.empty();
    }
    return Stream.concat(
            codes.entrySet().stream()
                .filter(it -> it.getKey().matches(said))
                .map(Map.Entry::getValue),
            spoken.stream().flatMap(it -> Optional.ofNullable(words.get(it)).stream()))
        .filter(asked::contains)
        .min(Kind::compareTo)
        .map(it -> entry(resource, said, it));
  }

  static Unassessed entry(Node resource, Said said, Kind kind) {
    return new Unassessed(
        Reference.of(resource),
        kind,
        said.codings().stream().flatMap(it -> shown(it).stream()).findFirst());
  }

  private static Optional<String> shown(Coding coding) {
    var system = CodeSystems.display(coding.system());
    return system.isEmpty() || !SHOWN.matcher(coding.code()).matches()
        ? Optional.empty()
        : Optional.of(system + " " + coding.code());
  }
}
