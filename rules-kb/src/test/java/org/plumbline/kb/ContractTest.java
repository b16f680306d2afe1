package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.fact.Fact;
import org.yaml.snakeyaml.Yaml;

/** The knowledge base keeps to the clinical contract that it was written from. */
class ContractTest {
  private static final Path CONTRACT = Path.of("knowledge/contract");

  private final KnowledgeBase knowledge = KnowledgeBase.load();

  private static <T> T load(String file) throws IOException {
    return Case.cast(new Yaml().load(Files.readString(CONTRACT.resolve(file))));
  }

  /** Family, urgency, title and sources by the name of the rule. */
  static Map<String, String> redFlags() {
    var flags = new TreeMap<String, String>();
    try {
      Map<String, Object> contract = load("red-flags.yaml");
      for (Map<String, Object> rule : Case.<List<Map<String, Object>>>cast(contract.get("rules"))) {
        flags.put(
            (String) rule.get("rule"),
            "%s %s %s %s"
                .formatted(
                    rule.get("family"),
                    rule.get("urgency"),
                    rule.get("title"),
                    rule.get("sources")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return flags;
  }

  /** What was agreed stands as it was agreed; a red flag that came later has its own metadata. */
  @Test
  void everyRedFlagOfTheContractHasItsNameFamilyAndUrgency() {
    var expected = redFlags();
    var actual = new TreeMap<String, String>();
    for (var name : knowledge.outlook().rules()) {
      var rule = knowledge.rule(name).orElseThrow();
      var urgency = knowledge.outlook().urgency(name);
      if (urgency.isPresent() && !rule.family().equals("DISPOSITION")) {
        actual.put(
            name,
            "%s %s %s %s"
                .formatted(
                    rule.family(),
                    urgency.get().code(),
                    rule.title(),
                    rule.sources().stream().map(it -> it.key()).toList()));
      }
    }
    actual.keySet().retainAll(expected.keySet());
    assertEquals(expected, actual);
  }

  @Test
  void everyFactHasTheKindAndTheRangeOfTheContract() throws IOException {
    Map<String, Object> contract = load("facts.yaml");
    for (Map<String, Object> it : Case.<List<Map<String, Object>>>cast(contract.get("facts"))) {
      var fact = Fact.of((String) it.get("code")).orElseThrow();
      var kind = ((String) it.get("kind")).split(" ");
      assertEquals(kind[0].toUpperCase(Locale.ROOT), fact.kind().name(), fact.code());
      if (fact.kind() == Fact.Kind.READING) {
        List<Number> range = Case.cast(it.get("range"));
        assertEquals(kind[1], fact.unit(), fact.code());
        assertEquals(range.get(0).doubleValue(), fact.low(), fact.code());
        assertEquals(range.get(1).doubleValue(), fact.high(), fact.code());
      }
    }
  }

  @Test
  void everyLikelihoodIsThatOfTheContract() throws IOException {
    Map<String, Object> contract = load("differential.yaml");
    Map<String, Object> ours =
        new Yaml().load(Files.readString(Path.of("knowledge/differential.yaml")));
    List<String> columns = Case.cast(ours.get("columns"));
    var rows = new TreeMap<String, List<Number>>();
    for (Map<String, Object> row : Case.<List<Map<String, Object>>>cast(ours.get("findings"))) {
      rows.put((String) row.get("finding"), Case.cast(row.get("present")));
    }
    Map<String, Map<String, Object>> theirs = Case.cast(contract.get("finding_likelihoods"));
    assertEquals(theirs.keySet(), rows.keySet());
    theirs.forEach(
        (finding, row) -> assertEquals(inOrder(columns, row), rows.get(finding), finding));
    compareChoices(contract, columns, Case.cast(ours.get("choices")));
    List<Map<String, Object>> readings = Case.cast(ours.get("readings"));
    assertEquals(
        List.of(
            inOrder(columns, Case.cast(contract.get("pain_now_from_7"))),
            inOrder(columns, Case.cast(contract.get("age_under_20")))),
        readings.stream().map(it -> it.get("present")).toList());
    Map<String, Object> lasting = Case.cast(ours.get("lasting"));
    assertEquals(
        inOrder(columns, Case.cast(contract.get("from_12_weeks"))), lasting.get("present"));
    for (Map<String, Object> origin : Case.<List<Map<String, Object>>>cast(ours.get("origins"))) {
      Map<String, Object> prior = Case.cast(contract.get("prior"));
      assertEquals(prior.get(origin.get("code")), origin.get("prior"));
    }
  }

  private static void compareChoices(
      Map<String, Object> contract, List<String> columns, List<Map<String, Object>> choices) {
    for (var choice : choices) {
      var key =
          Map.of(
                  "trend", "trend_from_72_h",
                  "onset", "onset",
                  "directional-preference", "directional_preference")
              .get(choice.get("choice"));
      Map<String, Map<String, Object>> theirs = Case.cast(contract.get(key));
      Map<String, List<Number>> options = Case.cast(choice.get("options"));
      assertEquals(theirs.keySet(), options.keySet());
      theirs.forEach((option, row) -> assertEquals(inOrder(columns, row), options.get(option)));
    }
  }

  private static List<Object> inOrder(List<String> columns, Map<String, Object> row) {
    var numbers = new ArrayList<Object>();
    columns.forEach(it -> numbers.add(row.get(it)));
    return numbers;
  }

  @Test
  void everyItemOfAdviceIsThatOfTheContractWithItsClaims() throws IOException {
    Map<String, Object> contract = load("plans.yaml");
    var ids = new HashSet<String>();
    for (var part : List.of("recovery", "technique", "next_session")) {
      for (Map<String, Object> it : Case.<List<Map<String, Object>>>cast(contract.get(part))) {
        var id = (String) it.get("id");
        ids.add(id);
        var item =
            AdviceItem.all().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
        for (var seed : ((String) it.get("seed")).replaceAll(" .*", "").split(",")) {
          assertTrue(item.claims().contains(seed), id + " does not cite " + seed);
        }
      }
    }
    var ours = new TreeSet<String>();
    AdviceItem.all().forEach(it -> ours.add(it.id()));
    assertEquals(new TreeSet<>(ids), ours);
  }

  @Test
  void everyClaimOfTheContractIsAccountedFor() throws IOException {
    List<Map<String, Object>> contract = load("claims.yaml");
    List<Map<String, Object>> ours =
        new Yaml().load(Files.readString(Path.of("../seeds/claims.yaml")));
    assertEquals(
        contract.stream().map(it -> it.get("id") + " " + it.get("claim")).toList(),
        ours.stream().map(it -> it.get("id") + " " + it.get("claim")).toList());
  }
}
