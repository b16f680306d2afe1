package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Exercise;
import org.plumbline.kb.advice.HeadlineWords;
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
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.PageWords;
import org.plumbline.kb.wording.Wording;
import org.yaml.snakeyaml.Yaml;

/**
 * Every text for patients is there in every language and reads at grade 6 or below: English by the
 * Flesch-Kincaid grade, Spanish by Fernandez Huerta, whose 70 points begin grade 6, German by the
 * fourth formula of Vienna, which gives the grade; any other language by LIX, whose 40 end what is
 * easy. A label of up to three words has no sentence to measure; its words must be short.
 */
class ReadingGradeTest {
  private static final double GRADE = 6;
  private static final double HUERTA_OF_GRADE_6 = 70;
  private static final double EASY_LIX = 40;
  private static final int LABEL = 3;
  private static final Pattern SENTENCE = Pattern.compile("[.!?;:]+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}']+|\\d+");
  private static final Pattern ENGLISH_VOWELS = Pattern.compile("[aeiouy]+");
  private static final String STRONG = "aeoáéó";
  private static final String WEAK = "iuü";
  private static final String VOWELS = STRONG + WEAK + "íú";
  private static final Pattern GERMAN_VOWELS =
      Pattern.compile("aa|ee|oo|ie|ei|ai|eu|äu|au|[aeiouyäöü]");

  /** By language how far a text is above its bound. */
  private static final Map<String, ToDoubleFunction<String>> MEASURES =
      Map.of(
          "en", text -> englishGrade(text) - GRADE,
          "es", text -> HUERTA_OF_GRADE_6 - fernandezHuerta(text),
          "de", text -> germanGrade(text) - GRADE);

  /** What stands before the name of a contraindication, and of an origin. */
  private static final Map<String, String> NOT_IF =
      Map.of(
          "en",
          "Not if you have ",
          "es",
          "No lo haga si tiene ",
          "de",
          "Das gilt nicht, wenn etwas davon auf Sie zutrifft: ");

  private static final Map<String, String> MOST_LIKE =
      Map.of("en", "Your pain is most like ", "es", "Su dolor parece ", "de", "Das ist wohl ");

  private static Map<String, Wording> texts() throws Exception {
    var texts = new LinkedHashMap<String, Wording>();
    for (var group : Form.load().groups()) {
      if (group.translated()) {
        texts.put(group.linkId(), group.text());
      }
      group.questions().stream().filter(Question::forPatient).forEach(it -> addQuestion(texts, it));
    }
    for (var item : AdviceItem.all()) {
      texts.put(item.id(), item.wording());
      item.inShort().ifPresent(it -> texts.put("do " + item.id(), it));
      item.avoided().ifPresent(it -> texts.put("do not " + item.id(), it));
      item.additions().forEach(it -> texts.put(item.id() + " " + it.unlessAbsent(), it.wording()));
    }
    for (var exercise : Exercise.all()) {
      texts.put("exercise " + exercise.id(), exercise.name());
      texts.put("how " + exercise.id(), exercise.wording());
      texts.put("pictured " + exercise.id(), exercise.pictured());
    }
    HeadlineWords.LIVE.all().forEach((path, it) -> texts.put("headline " + path, it));
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
                      it.map(
                          language -> NOT_IF.getOrDefault(language.code(), "") + it.in(language))));
    }
    for (var origin : Origin.values()) {
      var it = origin.wording();
      texts.put(
          origin.code(),
          it.map(language -> MOST_LIKE.getOrDefault(language.code(), "") + it.in(language)));
    }
    pages().forEach((key, wording) -> texts.put("page " + key, wording));
    return texts;
  }

  /** Where to go, what to bring, and what the patients of all cases say there. */
  private static void handovers(Map<String, Wording> texts) {
    for (var it : Destination.all()) {
      it.told().ifPresent(told -> texts.put("told " + it.name(), told));
      it.why().ifPresent(why -> texts.put("why " + it.name(), why));
      it.places().forEach((urgency, place) -> texts.put("where " + it.name() + urgency, place));
      texts.put("bring " + it.name(), it.bring());
    }
    var knowledge = KnowledgeBase.load();
    for (var it : Case.all()) {
      var assessment = knowledge.assess(Intakes.of(it.given()));
      assessment.headline().why().ifPresent(why -> texts.put("why " + why.english(), why));
      assessment.handover().say().ifPresent(say -> texts.put("say " + say.english(), say));
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
    Map<String, Object> keys =
        new Yaml().load(Files.readString(Path.of("knowledge/translations/en/messages.yaml")));
    var texts = new LinkedHashMap<String, Wording>();
    for (var key : keys.keySet()) {
      var words = PageWords.of(key);
      // What stands for a value is a number, a date or a name.
      texts.put(key, words.map(language -> words.in(language).replaceAll("\\{\\d}", "1")));
    }
    return texts;
  }

  private static void addQuestion(Map<String, Wording> texts, Question question) {
    texts.put(question.linkId(), question.text());
    question.options().forEach(it -> texts.put("option " + it.display().english(), it.display()));
  }

  @Test
  void everyTextForPatientsReadsAtGradeSixOrBelowInEveryLanguage() throws Exception {
    var faults = new ArrayList<String>();
    var lines = new ArrayList<String>();
    for (var language : Language.all()) {
      var measure = MEASURES.getOrDefault(language.code(), ReadingGradeTest::lix);
      var hardest = 0.0;
      for (var entry : texts().entrySet()) {
        var text = entry.getValue().in(language);
        assertFalse(text.isBlank(), entry.getKey());
        var above = measure.applyAsDouble(text);
        hardest = Math.max(hardest, above);
        lines.add("%s\t%s\t%.1f".formatted(language.code(), entry.getKey(), above));
        if (above > 0) {
          faults.add("%s in %s: %.1f, %s".formatted(entry.getKey(), language.code(), above, text));
        }
      }
      System.out.printf(
          "reading grade in %s: %d texts, the hardest %.1f from the bound%n",
          language.code(), texts().size(), hardest);
    }
    Files.write(Path.of("target/reading-grades.tsv"), lines);
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

  /**
   * The school grade, by sentences and words of three syllables and more. Source: Bamberger and
   * Vanecek, Lesen - Verstehen - Lernen - Schreiben, 1984.
   */
  private static double germanGrade(String text) {
    var words = words(text);
    if (words.size() <= LABEL) {
      return words.stream().allMatch(it -> germanSyllables(it) <= 6) ? 0 : GRADE + 1;
    }
    var length = (double) words.size() / sentences(text);
    var many = words.stream().filter(it -> germanSyllables(it) >= 3).count();
    return 0.2656 * length + 27.44 * many / words.size() - 1.693;
  }

  private static int germanSyllables(String word) {
    return Math.max((int) GERMAN_VOWELS.matcher(word).results().count(), 1);
  }

  /** Above the bound, or below. Source: Bjornsson, Lasbarhet, 1968. */
  private static double lix(String text) {
    var words = words(text);
    var long7 = words.stream().filter(it -> it.length() > 6).count();
    return words.size() <= LABEL
        ? 0
        : (double) words.size() / sentences(text) + 100.0 * long7 / words.size() - EASY_LIX;
  }
}
