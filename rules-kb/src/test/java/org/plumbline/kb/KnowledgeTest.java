package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.yaml.snakeyaml.Yaml;

/** Rules, questions, cases and sources agree. */
class KnowledgeTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  private static final Path RESOURCES = Path.of("src/main/resources/org/plumbline/kb");
  private static final Pattern RULE =
      Pattern.compile("^rule \"([a-zA-Z0-9-]+)\"$", Pattern.MULTILINE);
  private static final Pattern CONCLUSION =
      Pattern.compile("insertLogical\\( new \\w+\\( \"([a-zA-Z0-9-]+)\"");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "salience|agenda-group|ruleflow-group|activation-group|no-loop|lock-on-active|\\bglobal\\b|\\bfunction\\b|\\beval\\b|\\bfrom\\b|\\btimer\\b|\\bdialect\\b|import static|\\bmodify\\b|\\bupdate\\b|!\\w+\\.present");

  private final KnowledgeBase knowledge = KnowledgeBase.load();

  @Test
  void everyRedFlagAndDispositionHasACaseFileAndEveryCaseFileARule() {
    for (var folder : List.of("redflag", "disposition")) {
      var rules = new TreeSet<String>();
      ruleFiles(folder)
          .forEach(
              file -> RULE.matcher(text(file)).results().forEach(it -> rules.add(it.group(1))));
      var caseFiles =
          Case.files(folder).stream()
              .map(Case::ruleOf)
              .collect(Collectors.toCollection(TreeSet::new));
      assertEquals(rules, caseFiles);
    }
  }

  @Test
  void everyItemOfAdviceHasARuleAndACaseFile() {
    var items = AdviceItem.all().stream().map(AdviceItem::id).collect(Collectors.toSet());
    var rules =
        knowledge.ruleNames().stream()
            .filter(it -> it.equals(it.toUpperCase(Locale.ROOT)))
            .collect(Collectors.toSet());
    var files = Case.files("advice").stream().map(Case::ruleOf).collect(Collectors.toSet());
    files.remove("settled");
    assertEquals(items, rules);
    assertEquals(items, files);
  }

  @Test
  void whatHoldsAdviceBackIsARuleOrAFactWithAName() {
    for (var item : AdviceItem.all()) {
      assertTrue(knowledge.ruleNames().containsAll(item.notWithConclusions()), item.id());
      assertTrue(knowledge.ruleNames().containsAll(item.onlyIfNot()), item.id());
      item.notWith()
          .forEach(
              fact ->
                  assertTrue(
                      AdviceItem.name(fact).isPresent(), () -> fact.code() + " has no name"));
    }
  }

  @Test
  void itemCitesWhatItsRuleCites() {
    for (var item : AdviceItem.all()) {
      var cited =
          knowledge.rule(item.id()).orElseThrow().sources().stream().map(Citation::key).toList();
      assertEquals(cited, item.sources(), item.id());
    }
  }

  @Test
  void onlyItemsThatHeartAndPressureHoldBackNameBracing() {
    var bracing = Pattern.compile("(?i)\\bbrac|hold your breath|valsalva|tense el tronco|aguant");
    for (var item : AdviceItem.all()) {
      var names =
          bracing.matcher(item.wording().english()).find()
              || bracing.matcher(item.wording().in(SPANISH)).find();
      assertEquals(names, item.namesBracing(), item.id());
      if (names) {
        assertTrue(
            item.notWith().containsAll(List.of(Fact.HEART_DISEASE, Fact.HYPERTENSION_UNCONTROLLED))
                && item.notWithConclusions().contains("pressure-not-known-to-be-controlled"),
            item.id());
      }
    }
  }

  @Test
  void whatDecidesReadsNeitherDifferentialNorAdvice() {
    for (var rule : knowledge.outlook().rules()) {
      var read = String.valueOf(knowledge.condition(rule).orElseThrow());
      assertTrue(
          !read.contains("type=Differential") && !read.contains("type=Advice"),
          () -> rule + " reads " + read);
    }
    var advising =
        knowledge.ruleNames().stream()
            .filter(it -> !knowledge.outlook().rules().contains(it))
            .collect(Collectors.toSet());
    AdviceItem.all().forEach(item -> assertTrue(advising.contains(item.id()), item.id()));
  }

  @Test
  void nameOfARuleIsTheIdOfItsConclusion() {
    ruleFiles()
        .forEach(
            file ->
                assertEquals(
                    names(RULE, text(file)), names(CONCLUSION, text(file)), () -> "in " + file));
  }

  @Test
  void aRuleSaysGuidelineOnlyWhereTheTextOfOneWasRead() {
    var labels = new TreeMap<String, Integer>();
    for (var name : knowledge.outlook().rules()) {
      var reason = knowledge.rule(name).orElseThrow();
      var read =
          reason.sources().stream()
              .anyMatch(
                  it -> it.kind().startsWith("guideline") && it.reading() == Citation.Reading.TEXT);
      assertEquals(read, reason.evidence().startsWith("guideline"), name);
      labels.merge(reason.evidence(), 1, Integer::sum);
    }
    System.out.println("evidence of the red flags and dispositions: " + labels);
  }

  @Test
  void evidenceStandsInTheLibraryAlone() {
    ruleFiles().forEach(it -> assertFalse(text(it).contains("@evidence"), it.toString()));
  }

  @Test
  void titlesAreShortAndClaimsAreOneSentence() {
    for (var name : knowledge.ruleNames()) {
      var reason = knowledge.rule(name).orElseThrow();
      assertTrue(
          reason.title().length() <= 80 && !reason.title().endsWith("."), () -> "title of " + name);
      assertTrue(
          reason.claim().endsWith(".") && !reason.claim().contains(". "), () -> "claim of " + name);
    }
  }

  @Test
  void titlesAreUnique() {
    var titles =
        knowledge.ruleNames().stream().map(it -> knowledge.rule(it).orElseThrow().title()).toList();
    assertEquals(titles.size(), Set.copyOf(titles).size());
  }

  @Test
  void rulesKeepToTheStyle() {
    ruleFiles()
        .forEach(
            file -> {
              var text = text(file);
              assertTrue(text.startsWith("// "), () -> file + " has no question in its first line");
              assertTrue(
                  RULE.matcher(text).results().count() <= 10,
                  () -> file + " has more than ten rules");
              assertTrue(text.lines().count() <= 200, () -> file + " has more than 200 lines");
              var forbidden =
                  FORBIDDEN.matcher(
                      text.lines()
                          .filter(line -> !line.contains("@") && !line.startsWith("//"))
                          .map(line -> line.replaceAll("\"[^\"]*\"", ""))
                          .collect(Collectors.joining("\n")));
              assertTrue(!forbidden.find(), () -> file + " uses " + forbidden.group());
            });
  }

  @Test
  void everyFactThatARuleReadsIsAsked() {
    var asked = questions().keySet();
    for (var name : knowledge.ruleNames()) {
      for (var fact : knowledge.rule(name).orElseThrow().facts()) {
        assertTrue(
            asked.contains(fact.code()) || fact.askedOf() == Fact.AskedOf.CLINIC,
            () -> "%s reads %s, which nobody asks".formatted(name, fact.code()));
      }
    }
  }

  @Test
  void oneQuestionForEachFactExceptTheSettingsOfTheClinic() {
    var facts =
        Arrays.stream(Fact.values())
            .filter(it -> it.askedOf() != Fact.AskedOf.CLINIC)
            .map(Fact::code)
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(facts, new TreeSet<>(questions().keySet()));
  }

  @Test
  void findingsOfferYesNoAndDoNotKnowAndPreselectNothing() {
    questions()
        .forEach(
            (code, item) -> {
              assertTrue(!item.containsKey("initial"), () -> code + " is preselected");
              if (Fact.of(code).orElseThrow().kind() == Fact.Kind.FINDING) {
                assertEquals(
                    List.of("Y", "N", "dont-know"), options(item), () -> "options of " + code);
              }
            });
  }

  @Test
  void choicesOfferTheOptionsOfTheFactAndDoNotKnow() {
    questions()
        .forEach(
            (code, item) -> {
              var fact = Fact.of(code).orElseThrow();
              if (fact.kind() == Fact.Kind.CHOICE) {
                var expected =
                    fact.options().stream()
                        .map(it -> it.isUnknown() ? "dont-know" : it.stored())
                        .toList();
                assertEquals(expected, options(item), () -> "options of " + code);
              }
            });
  }

  @Test
  void clinicianFactsAreInTheExaminationAndOnlyThey() {
    Map<String, String> groupOf = new HashMap<>();
    for (Map<String, Object> group : items(questionnaire())) {
      items(group)
          .forEach(item -> groupOf.put((String) item.get("linkId"), (String) group.get("linkId")));
    }
    groupOf.forEach(
        (code, group) ->
            assertEquals(
                Fact.of(code).orElseThrow().askedOf() == Fact.AskedOf.CLINICIAN,
                group.equals("examination"),
                code));
    var groups = items(questionnaire());
    assertEquals("examination", groups.get(groups.size() - 1).get("linkId"));
  }

  @Test
  void questionnaireAndLibraryCarryTheSameVersion() {
    assertEquals(Library.VERSION, questionnaire().get("version"));
  }

  @Test
  void everyRuleCitesASource() {
    for (var name : knowledge.ruleNames()) {
      assertTrue(
          !knowledge.rule(name).orElseThrow().sources().isEmpty(), () -> name + " has no source");
    }
  }

  private static List<String> options(Map<String, Object> item) {
    List<Map<String, Map<String, Object>>> options = Case.cast(item.get("answerOption"));
    return options.stream().map(it -> (String) it.get("valueCoding").get("code")).toList();
  }

  private static Map<String, Map<String, Object>> questions() {
    return items(questionnaire()).stream()
        .flatMap(group -> items(group).stream())
        .collect(Collectors.toMap(item -> (String) item.get("linkId"), item -> item));
  }

  static List<Map<String, Object>> items(Map<String, Object> parent) {
    return Case.cast(parent.get("item"));
  }

  private static Map<String, Object> questionnaire() {
    return new Yaml()
        .load(
            text(
                Path.of(
                    "target/classes/org/plumbline/kb/artifact/Questionnaire-low-back-intake.json")));
  }

  private static List<String> names(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(it -> it.group(1)).toList();
  }

  private static Stream<Path> ruleFiles() {
    return Stream.of("finding", "redflag", "disposition", "advice", "technique")
        .flatMap(KnowledgeTest::ruleFiles);
  }

  private static Stream<Path> ruleFiles(String folder) {
    try (var files = Files.list(RESOURCES.resolve(folder))) {
      return files.filter(it -> it.toString().endsWith(".drl")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
