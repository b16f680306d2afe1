package org.plumbline.kb.edge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;

/**
 * What came over the edge.
 *
 * @param known the statements, in the order in which they came
 * @param notRead the codes that this version does not know, or with a value that it does not know
 */
record Said(List<Statement> known, List<String> notRead) {
  static Said statements(List<Map.Entry<String, String>> said) {
    var known = new ArrayList<Statement>(said.size());
    var notRead = new ArrayList<String>();
    for (var it : said) {
      try {
        var fact =
            Fact.of(it.getKey()).orElseThrow(() -> new IllegalArgumentException(it.getKey()));
        known.add(new Statement(fact, Value.parse(fact, it.getValue()), source(known.size())));
      } catch (IllegalArgumentException unknownToThisVersion) {
        notRead.add(it.getKey());
      }
    }
    return new Said(known, notRead);
  }

  /** Sources that keep the statements about one fact in the order in which they came. */
  private static Provenance source(int position) {
    return Provenance.of(String.valueOf(FIRST + position), Instant.EPOCH);
  }

  /** All numbers from here on have as many digits, so that they sort as texts. */
  private static final int FIRST = 1_000_000;
}
