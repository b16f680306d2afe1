package org.plumbline.kb.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;

/** How a question is put decides what a yes, a no and a time mean. */
class QuestionWordsTest {
  /** The sentences that ask, without what stands in brackets. */
  private static final Pattern ASKING = Pattern.compile("[^.!?:]+\\?");

  /** By the code of each language. */
  private static final Map<String, Pattern> NEGATIONS =
      Map.of(
          "en",
          words(
              "not|no|never|nothing|nobody|none|neither|nor|cannot|can't|don't|unable|impossible"),
          "es",
          words(
              "no|nunca|nada|nadie|ning\u00fan|ninguna|ninguno|tampoco|ni|imposible|incapaz|jam\u00e1s"),
          "de",
          words("nicht|kein\\w*|nie|niemals|nichts|niemand|weder|unm\u00f6glich|unf\u00e4hig"));

  /** Times that a list asks of and that are not now. */
  private static final List<String> TIMES = List.of("since this pain began", "in the last 7 days");

  /** Its question says with what the pain began. */
  private static final Set<Fact> BEGAN_WITH = Set.of(Fact.MAJOR_TRAUMA);

  private static final Pattern PAST = words("did|was|were|have you|has your|has one");
  private static final Pattern TIME =
      words(
          "since this pain began|in the last|within|ever|before|in the past|this pain|told you"
              + "|for 3 months or more|first begin|this spell");

  private static Pattern words(String alternatives) {
    return Pattern.compile("(?iU)\\b(" + alternatives + ")\\b");
  }

  private static List<Question> asked() {
    return Form.load().questions().stream().filter(Question::forPatient).toList();
  }

  /**
   * A no to a negative question may mean yes: "are you unable to walk?", "does nothing ease it?". A
   * sentence that does not ask may say what does not count.
   */
  @Test
  void noQuestionIsNegative() {
    var negative = new TreeMap<String, String>();
    for (var language : Language.all()) {
      var words = NEGATIONS.get(language.code());
      assertTrue(words != null, () -> "no list of the negations of " + language);
      for (var question : asked()) {
        var text = question.text().in(language).replaceAll("\\(.*?\\)", "");
        ASKING
            .matcher(text)
            .results()
            .map(it -> it.group().strip())
            .filter(it -> words.matcher(it).find())
            .forEach(it -> negative.put(language.code() + " " + question.linkId(), it));
      }
    }
    assertEquals(Map.of(), negative);
  }

  /** Both are answered with one fact, so both ask of one time. */
  @Test
  void aQuestionAsksOfTheTimeOfItsList() {
    var faults = new TreeSet<String>();
    for (var time : TIMES) {
      var lists = Checklist.all().stream().filter(it -> asksOf(it, time)).toList();
      assertTrue(!lists.isEmpty(), time);
      for (var language : Language.all()) {
        var said =
            lists.stream()
                .map(it -> lower(it.heading().in(language)).replaceAll("[:?]", "").strip())
                .min(Comparator.comparing(String::length))
                .orElseThrow();
        lists.stream()
            .flatMap(it -> it.signs().stream())
            .map(Checklist.Sign::fact)
            .filter(it -> !BEGAN_WITH.contains(it))
            .map(it -> Form.load().question(it).orElseThrow())
            .filter(it -> !lower(it.text().in(language)).contains(said))
            .forEach(it -> faults.add("%s: %s".formatted(said, it.text().in(language))));
      }
    }
    assertEquals(Set.of(), faults);
  }

  private static boolean asksOf(Checklist list, String time) {
    return lower(list.heading().in(Language.ENGLISH)).contains(time);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** A question of the past without a time is answered with whatever ever was. */
  @Test
  void aQuestionOfThePastSaysOfWhichTime() {
    var faults = new TreeMap<String, String>();
    for (var question : asked()) {
      var text = question.text().in(Language.ENGLISH);
      if (question.finding()
          && !question.follows()
          && PAST.matcher(text).find()
          && !TIME.matcher(text).find()) {
        faults.put(question.linkId(), text);
      }
    }
    assertEquals(Map.of(), faults);
  }
}
