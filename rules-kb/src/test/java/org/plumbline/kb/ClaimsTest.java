package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.yaml.snakeyaml.Yaml;

/** Every claim of the source article has become something, or says why not. */
class ClaimsTest {
  private static final Set<String> OUTCOMES =
      Set.of("rule", "corrected", "text", "prior", "left-out");

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final List<Map<String, Object>> claims = claims();

  private static List<Map<String, Object>> claims() {
    try {
      return new Yaml().load(Files.readString(Path.of("../seeds/claims.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(Map<String, Object> claim, String key) {
    return Case.cast(claim.get(key));
  }

  @Test
  void all46ClaimsAreListedInOrder() {
    assertEquals(
        IntStream.rangeClosed(1, 46).mapToObj("C%02d"::formatted).toList(),
        claims.stream().map(it -> it.get("id")).toList());
  }

  @Test
  void everyClaimHasARuleAQuestionAndACaseOrAReason() {
    for (var claim : claims) {
      var id = (String) claim.get("id");
      assertTrue(OUTCOMES.contains(claim.get("became")), id);
      var complete = Stream.of("rules", "cases").noneMatch(it -> strings(claim, it).isEmpty());
      assertTrue(
          complete || claim.get("why") != null,
          id + " has neither a rule with a case nor a reason");
      if (claim.get("became").equals("left-out")) {
        assertTrue(strings(claim, "rules").isEmpty(), id);
      }
    }
  }

  @Test
  void whatAClaimNamesIsThere() {
    var files =
        Stream.of("redflag", "disposition", "advice")
            .flatMap(it -> Case.files(it).stream())
            .map(Case::ruleOf)
            .collect(Collectors.toSet());
    var differential = differentialCases();
    for (var claim : claims) {
      var id = (String) claim.get("id");
      assertTrue(knowledge.ruleNames().containsAll(strings(claim, "rules")), id);
      strings(claim, "questions").forEach(it -> assertTrue(Fact.of(it).isPresent(), id + " " + it));
      strings(claim, "sources")
          .forEach(it -> assertTrue(Library.citation(it).isPresent(), id + " " + it));
      for (var name : strings(claim, "cases")) {
        var there =
            name.startsWith("differential: ")
                ? differential.contains(name.substring("differential: ".length()))
                : files.contains(name);
        assertTrue(there, () -> id + " has no case " + name);
      }
    }
  }

  private static Set<String> differentialCases() {
    try {
      List<Map<String, Object>> cases =
          new Yaml()
              .load(
                  Files.readString(
                      Path.of("src/test/resources/cases/differential/differential.yaml")));
      return cases.stream().map(it -> (String) it.get("case")).collect(Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyItemOfAdviceCitesItsClaimAndTheClaimItsItem() {
    for (var item : AdviceItem.all()) {
      assertFalse(item.claims().isEmpty(), item.id());
      for (var id : item.claims()) {
        var claim = claims.stream().filter(it -> id.equals(it.get("id"))).findFirst().orElseThrow();
        assertTrue(strings(claim, "rules").contains(item.id()), item.id() + " and " + id);
      }
    }
  }

  @Test
  void everyClaimThatARuleStatesIsCitedOnce() {
    var seen = new HashSet<String>();
    claims.forEach(it -> assertTrue(seen.add((String) it.get("claim")), (String) it.get("id")));
  }
}
