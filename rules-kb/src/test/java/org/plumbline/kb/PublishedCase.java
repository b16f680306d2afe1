package org.plumbline.kb;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * A patient whom somebody published.
 *
 * @param whole the whole form: what the report says, and no to the rest
 * @param stated what the report says alone; the rest is unknown
 * @param citation where it was published
 * @param before the disposition by the table of 0.1
 */
record PublishedCase(PatientCase whole, Map<Fact, Value> stated, String citation, String before) {
  private static final Path FILE = Path.of("knowledge/contract/published-cases.yaml");

  static List<PublishedCase> all() {
    return PatientCase.documents(FILE).stream().map(PublishedCase::of).toList();
  }

  private static PublishedCase of(Map<String, Object> document) {
    var whole = PatientCase.of(document);
    var stated = new EnumMap<Fact, Value>(Fact.class);
    for (String code : Case.<List<String>>cast(document.get("stated"))) {
      var fact = Fact.of(code).orElseThrow();
      stated.put(fact, whole.given().get(fact));
    }
    return new PublishedCase(
        whole, stated, (String) document.get("citation"), (String) document.get("at_0_1"));
  }
}
