package org.plumbline.web.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.web.intake.RecordCode.Coding;
import org.plumbline.web.intake.RecordCode.Match;

/**
 * The rows of record-codes.csv, found by what an entry says: a record may hold hundreds of entries,
 * and the table more than a thousand rows.
 */
final class RecordCodes {
  private static final String NAMES = "text";

  /** Words of a form that acts where it is applied: its medicine is not taken. */
  private static final Set<String> LOCAL =
      Table.rows("unread-codes.csv")
          .filter(it -> it.get(0).equals("local-form"))
          .map(it -> it.get(2))
          .collect(Collectors.toUnmodifiableSet());

  /** Entries that are known by the name of a medicine too. */
  private static final Set<String> NAMED = Set.of("Medication", "AllergyIntolerance");

  /** What is asked of the table. */
  private record Key(String resource, String system, Match match, String code) {}

  private final Map<Key, List<RecordCode>> rows = new HashMap<>();

  RecordCodes(List<RecordCode> codes) {
    codes.forEach(
        it ->
            rows.computeIfAbsent(
                    new Key(it.resource(), it.system(), it.match(), Coding.plain(it.code())),
                    key -> new ArrayList<>())
                .add(it));
  }

  /** The table of the knowledge base. */
  static RecordCodes load() {
    return new RecordCodes(RecordCode.load());
  }

  /** The rows that what an entry says makes true, each once. */
  List<RecordCode> of(String resource, Said said) {
    var found = new LinkedHashSet<RecordCode>();
    said.codings().forEach(it -> found.addAll(of(resource, it)));
    var words = NAMED.contains(resource) ? said.singleWords() : Set.<String>of();
    var local = words.stream().anyMatch(LOCAL::contains);
    for (var word : words) {
      found.addAll(rows(resource, NAMES, Match.WORD, word));
      if (!local) {
        found.addAll(rows(resource, NAMES, Match.SYSTEMIC, word));
      }
    }
    return List.copyOf(found);
  }

  private List<RecordCode> of(String resource, Coding coding) {
    var code = Coding.plain(coding.code());
    var found = new ArrayList<RecordCode>();
    for (var system : CodeSystems.readAs(coding.system())) {
      found.addAll(rows(resource, system, Match.EXACT, code));
      for (var end = 1; end <= code.length(); end++) {
        found.addAll(rows(resource, system, Match.PREFIX, code.substring(0, end)));
      }
    }
    return found;
  }

  private List<RecordCode> rows(String resource, String system, Match match, String code) {
    return rows.getOrDefault(new Key(resource, system, match, code), List.of());
  }
}
