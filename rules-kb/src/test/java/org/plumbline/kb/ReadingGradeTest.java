package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Wording;
import org.yaml.snakeyaml.Yaml;

/**
 * Every text for patients is there in both languages and reads at grade 6 or below: English by the
 * Flesch-Kincaid grade, Spanish by Fernandez Huerta, whose 70 points begin grade 6. A label of up
 * to three words has no sentence to measure; its words must be short.
 */
class ReadingGradeTest {
  private static final double GRADE = 6;
  private static final double HUERTA_OF_GRADE_6 = 70;
  private static final int LABEL = 3;
  private static final Pattern SENTENCE = Pattern.compile("[.!?;:]+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}']+|\\d+");
  private static final Pattern ENGLISH_VOWELS = Pattern.compile("[aeiouy]+");
  private static final String STRONG = "aeoáéó";
  private static final String WEAK = "iuü";
  private static final String VOWELS = STRONG + WEAK + "íú";

  private static Map<String, Wording> texts() throws Exception {
    var texts = new LinkedHashMap<String, Wording>();
    Map<String, Object> form =
        new Yaml()
            .load(
                Files.readString(
                    Path.of(
                        "target/classes/org/plumbline/kb/artifact/Questionnaire-low-back-intake.json")));
    for (Map<String, Object> group : KnowledgeTest.items(form)) {
      if (!"examination".equals(group.get("linkId"))) {
        texts.put((String) group.get("linkId"), translated(group, "text"));
        KnowledgeTest.items(group).forEach(item -> addQuestion(texts, item));
      }
    }
    for (var item : AdviceItem.all()) {
      texts.put(item.id(), item.wording());
      item.additions().forEach(it -> texts.put(item.id() + " " + it.unlessAbsent(), it.wording()));
    }
    for (var urgency : Urgency.values()) {
      texts.put(urgency.code(), Instruction.of(urgency).wording());
    }
    for (var list : Checklist.all()) {
      texts.put("heading of " + list.id(), list.heading());
      list.signs().forEach(it -> texts.put("in a list " + it.fact().code(), it.shortText()));
    }
    handovers(texts);
    addSafetyNet(texts);
    for (var fact : Fact.values()) {
      AdviceItem.name(fact)
          .ifPresent(
              it ->
                  texts.put(
                      "name of " + fact.code(),
                      new Wording(
                          "Not if you have " + it.english(),
                          "No lo haga si tiene " + it.spanish())));
    }
    for (var origin : Origin.values()) {
      var it = origin.wording();
      texts.put(
          origin.code(),
          new Wording("Your pain is most like " + it.english(), "Su dolor parece " + it.spanish()));
    }
    pages().forEach((key, wording) -> texts.put("page " + key, wording));
    return texts;
  }

  /** Where to go, what to bring, and what the patients of all cases say there. */
  private static void handovers(Map<String, Wording> texts) {
    for (var it : Destination.all()) {
      it.told().ifPresent(told -> texts.put("told " + it.name(), told));
      it.places().forEach((urgency, place) -> texts.put("where " + it.name() + urgency, place));
      texts.put("bring " + it.name(), it.bring());
    }
    var knowledge = KnowledgeBase.load();
    for (var it : Case.all()) {
      knowledge
          .assess(Intakes.of(it.given()))
          .handover()
          .say()
          .ifPresent(say -> texts.put("say " + say.english(), say));
    }
    for (var fact : Fact.values()) {
      Glossary.said(fact, Presence.PRESENT)
          .ifPresent(said -> texts.put("said " + fact.code(), said));
    }
  }

  /** Every sign by itself, as it reads behind "if you have", and the lists around them. */
  private static void addSafetyNet(Map<String, Wording> texts) {
    for (var sign : NetSign.all()) {
      texts.put("sign " + sign.id(), sign.wording());
      texts.put("worse " + sign.id(), sign.worse().wording());
    }
    var patient = SafetyNet.of(Intake.of(List.of()), Urgency.SELF_CARE);
    for (var net : List.of(SafetyNet.general(), patient)) {
      for (var part : net.parts()) {
        texts.put("list " + part.urgency().code() + net.equals(patient), part.text());
        part.lines().forEach(it -> texts.put("line " + it.signs().get(0).id(), it.wording()));
      }
    }
  }

  /** What the patient's pages say beside the questions and the advice. */
  private static Map<String, Wording> pages() throws Exception {
    var words = Path.of("..", "web-module", "src", "main", "resources", "messages");
    var english = properties(words.resolve("patient_en.properties"));
    var spanish = properties(words.resolve("patient_es.properties"));
    assertEquals(english.keySet(), spanish.keySet());
    var texts = new LinkedHashMap<String, Wording>();
    for (var key : english.stringPropertyNames()) {
      // What stands for a value is a number, a date or a name.
      var text =
          new Wording(
              english.getProperty(key).replaceAll("\\{\\d}", "1"),
              spanish.getProperty(key).replaceAll("\\{\\d}", "1"));
      texts.put(key, text);
    }
    return texts;
  }

  private static Properties properties(Path file) throws Exception {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return properties;
  }

  private static void addQuestion(Map<String, Wording> texts, Map<String, Object> item) {
    texts.put((String) item.get("linkId"), translated(item, "text"));
    List<Map<String, Map<String, Object>>> options =
        Case.cast(item.getOrDefault("answerOption", List.of()));
    for (var option : options) {
      var coding = option.get("valueCoding");
      texts.put("option " + coding.get("display"), translated(coding, "display"));
    }
  }

  private static Wording translated(Map<String, Object> element, String name) {
    Map<String, List<Map<String, List<Map<String, String>>>>> shadow =
        Case.cast(element.get("_" + name));
    assertTrue(shadow != null, () -> element.get(name) + " has no translation");
    var parts = shadow.get("extension").get(0).get("extension");
    assertEquals("es", parts.get(0).get("valueCode"));
    return new Wording((String) element.get(name), parts.get(1).get("valueString"));
  }

  @Test
  void everyTextForPatientsReadsAtGradeSixOrBelowInBothLanguages() throws Exception {
    var faults = new ArrayList<String>();
    var hardest = 0.0;
    var lowest = 200.0;
    var grades = new ArrayList<String>(List.of("text\tEnglish grade\tSpanish points"));
    for (var entry : texts().entrySet()) {
      var text = entry.getValue();
      assertTrue(!text.english().isBlank() && !text.spanish().isBlank(), entry.getKey());
      var english = englishGrade(text.english());
      var spanish = fernandezHuerta(text.spanish());
      grades.add("%s\t%.1f\t%.0f".formatted(entry.getKey(), english, spanish));
      hardest = Math.max(hardest, english);
      lowest = Math.min(lowest, spanish);
      if (english > GRADE || spanish < HUERTA_OF_GRADE_6) {
        faults.add("%s: en %.1f, es %.0f".formatted(entry.getKey(), english, spanish));
      }
    }
    System.out.printf(
        "reading grade: %d texts in 2 languages, English grade at most %.1f, Spanish at least %.0f"
            + " points (grade 6 begins at 70)%n",
        texts().size(), hardest, lowest);
    Files.write(Path.of("target/reading-grades.tsv"), grades);
    assertEquals(List.of(), faults);
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(it -> it.group().toLowerCase(Locale.ROOT)).toList();
  }

  private static long sentences(String text) {
    return SENTENCE
        .splitAsStream(text)
        .filter(it -> it.codePoints().anyMatch(Character::isLetterOrDigit))
        .count();
  }

  private static double englishGrade(String text) {
    var words = words(text);
    if (words.size() <= LABEL) {
      return words.stream().allMatch(it -> englishSyllables(it) <= 3) ? 0 : GRADE + 1;
    }
    var syllables = words.stream().mapToInt(ReadingGradeTest::englishSyllables).sum();
    return 0.39 * words.size() / sentences(text) + 11.8 * syllables / words.size() - 15.59;
  }

  private static int englishSyllables(String word) {
    var groups = (int) ENGLISH_VOWELS.matcher(word).results().count();
    if (groups > 1 && word.endsWith("e") && !word.endsWith("le")) {
      groups--;
    } else if (groups > 1 && word.matches(".*[^td]ed")) {
      groups--;
    } else if (groups > 1 && word.matches(".*[^sxzhgc]es")) {
      groups--;
    }
    return Math.max(groups, 1);
  }

  private static double fernandezHuerta(String text) {
    var words = words(text);
    if (words.size() <= LABEL) {
      return words.stream().allMatch(it -> spanishSyllables(it) <= 5) ? 100 : 0;
    }
    var syllables = words.stream().mapToInt(ReadingGradeTest::spanishSyllables).sum();
    return 206.84 - 60.0 * syllables / words.size() - 1.02 * words.size() / sentences(text);
  }

  /** Vowels that are not joined into a diphthong; u after q, or between g and e or i, is silent. */
  private static int spanishSyllables(String word) {
    var spoken =
        word.replace("qu", "k").replace("gue", "ge").replace("gui", "gi").replaceAll("y$", "i");
    var syllables = 0;
    var before = ' ';
    for (var letter : spoken.toCharArray()) {
      if (VOWELS.indexOf(letter) >= 0 && !joined(before, letter)) {
        syllables++;
      }
      before = letter;
    }
    return Math.max(syllables, 1);
  }

  private static boolean joined(char before, char letter) {
    return (WEAK.indexOf(before) >= 0 && (STRONG + WEAK).indexOf(letter) >= 0)
        || (WEAK.indexOf(letter) >= 0 && STRONG.indexOf(before) >= 0);
  }
}
