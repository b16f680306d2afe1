package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Step;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.yaml.snakeyaml.Yaml;

/**
 * What the short intake costs a patient.
 *
 * <p>An interaction is a tap, or a number that is typed. A question with options or a rating is
 * one; a number is typed and continued; a time or a length of time takes a choice more; a list is
 * one tap for "none of these", else one a tick, one to continue and one to confirm the others.
 * Words are those of questions, headings and phrases, without options and buttons.
 *
 * <p>Seconds are those of the keystroke-level model (Card, Moran and Newell 1980): 1.35 s of mental
 * preparation for each question, and each sign of a list, that is decided on; 1.1 s to point and
 * 0.1 s to press for each interaction; 0.28 s a digit. The model has no operator for reading, so
 * the seconds that the words alone take at 238 a minute (silent reading of adults, Brysbaert 2019)
 * are printed beside it.
 */
class ShortIntakeCostTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  private static final double DECISION = 1.35;
  private static final double TAP = 1.1 + 0.1;
  private static final double DIGIT = 0.28;
  private static final double WORDS_A_SECOND = 238 / 60.0;

  private static final int SORE_INTERACTIONS = 40;
  private static final int SORE_WORDS = 600;
  private static final double SORE_SECONDS = 180;
  private static final int RED_FLAG_INTERACTIONS = 20;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}'-]+");
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private static final String LIFT = "hours-since-lift: 24, duration-weeks: 0.1428571429, ";
  private static final Map<String, String> PATIENTS = new LinkedHashMap<>();

  static {
    PATIENTS.put(
        "sore",
        LIFT
            + "age: 27, sex: male, onset: delayed-12-72h, trend: improving, pain-now: 4,"
            + " pain-worst: 6, pain-location: beside-spine, sore-both-sides-of-spine: present,"
            + " eases-with-walking: present, deep-heavy-ache: present, no-pain-at-rest: present,"
            + " unusual-load: present");
    PATIENTS.put(
        "strain",
        LIFT
            + "age: 35, sex: male, onset: during-lift, trend: improving, pain-now: 5, pain-worst:"
            + " 7, pain-location: one-side, sharp-on-movement: present, worse-bending-or-sitting:"
            + " present, eases-with-walking: present");
    PATIENTS.put(
        "radicular",
        "hours-since-lift: 336, duration-weeks: 2, age: 41, sex: female, onset: during-lift, trend:"
            + " same, pain-now: 6, pain-worst: 8, pain-location: leg, leg-pain: present,"
            + " leg-pain-below-knee: present, leg-pain-worse-than-back: present, leg-tingling:"
            + " present, cough-sneeze-worse: present, worse-bending-or-sitting: present,"
            + " buttock-pain: present");
    PATIENTS.put(
        "cauda equina",
        LIFT
            + "age: 38, sex: male, onset: during-lift, trend: worsening, pain-now: 7, pain-worst:"
            + " 8, pain-location: leg, leg-pain: present, leg-tingling: present, saddle-numbness:"
            + " present, bladder-retention: present, pelvic-symptoms-new: present");
    PATIENTS.put(
        "dissection",
        "hours-since-lift: 1, duration-weeks: 0.01, age: 58, sex: male, onset: during-lift, trend:"
            + " worsening, pain-now: 9, pain-worst: 10, pain-location: upper-back, tearing-pain:"
            + " present, severe-sudden-pain: present, smoker: present, hypertension: present");
    PATIENTS.put(
        "14 years old, with a parent",
        LIFT
            + "age: 14, sex: male, onset: delayed-12-72h, trend: improving, pain-now: 4,"
            + " pain-worst: 5, pain-location: beside-spine, sore-both-sides-of-spine: present,"
            + " deep-heavy-ache: present, unusual-load: present");
  }

  /** What one route costs. */
  private record Cost(int interactions, int words, int questions, int steps, double seconds) {}

  private static Map<Fact, Value> patient(String given) {
    var values = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING && fact.askedOf() != Fact.AskedOf.CLINICIAN) {
        values.put(fact, Presence.ABSENT);
      }
    }
    values.putAll(Case.values(Case.cast(new Yaml().load("{" + given + "}"))));
    return values;
  }

  private static Cost cost(ShortRoute route, Language language) {
    var interactions = 0;
    var words = 0;
    var digits = 0;
    for (var taken : route.steps()) {
      words += words(taken, language);
      if (taken.step() instanceof Step.Single single) {
        interactions += interactions(single.question());
        digits += digits(single.question());
      } else {
        interactions += taken.ticked() + taps(taken.end());
      }
    }
    return new Cost(
        interactions,
        words,
        route.asked().size(),
        route.steps().size(),
        route.asked().size() * DECISION + interactions * TAP + digits * DIGIT);
  }

  private static int interactions(Question question) {
    return switch (question.type()) {
      case CHOICE -> 1;
      case INTEGER -> question.rating() ? 1 : 2;
      case DECIMAL -> 2;
      case QUANTITY, DATE_TIME -> 3;
    };
  }

  private static int digits(Question question) {
    return question.type() == Question.Type.CHOICE || question.rating() ? 0 : 2;
  }

  private static int taps(ShortRoute.End end) {
    return switch (end) {
      case NONE, NOT_SURE -> 1;
      case CONFIRMED -> 2;
      case ANSWERED, INTERRUPTED -> 0;
    };
  }

  private static int words(ShortRoute.Taken taken, Language language) {
    if (taken.step() instanceof Step.Several list) {
      var texts = list.signs().stream().map(Checklist.Sign::shortText).toList();
      return words(list.list().heading(), language) + words(texts, language);
    }
    return words(((Step.Single) taken.step()).question().text(), language);
  }

  private static int words(List<Wording> texts, Language language) {
    return texts.stream().mapToInt(it -> words(it, language)).sum();
  }

  private static int words(Wording text, Language language) {
    return (int) WORD.matcher(text.in(language)).results().count();
  }

  @Test
  void aSoreLifterIsDoneInThreeMinutesAndARedFlagInTwentyTaps() {
    var costs = new TreeMap<String, Cost>();
    PATIENTS.forEach((name, given) -> costs.put(name, print(name, patient(given))));
    var sore = costs.get("sore");
    assertTrue(sore.interactions() <= SORE_INTERACTIONS, sore::toString);
    assertTrue(sore.seconds() <= SORE_SECONDS, sore::toString);
    var route = ShortRoute.of(KNOWLEDGE, patient(PATIENTS.get("sore")));
    for (var language : Language.all()) {
      var words = cost(route, language).words();
      assertTrue(words <= SORE_WORDS, () -> words + " words in " + language);
    }
    for (var redFlag : List.of("cauda equina", "dissection")) {
      assertTrue(costs.get(redFlag).interactions() <= RED_FLAG_INTERACTIONS, redFlag);
    }
  }

  private static Cost print(String name, Map<Fact, Value> patient) {
    var route = ShortRoute.of(KNOWLEDGE, patient);
    var whole = ShortRoute.wholeForm(patient);
    assertTrue(KNOWLEDGE.urgency(whole).compareTo(KNOWLEDGE.urgency(route.intake())) >= 0, name);
    var cost = cost(route, Language.ENGLISH);
    System.out.printf(
        "short intake of %s: %d interactions, %d words, %d of %d questions (%.0f %%) in %d steps,"
            + " %.0f s (%.0f s to read; %d words in Spanish); %s%n",
        name,
        cost.interactions(),
        cost.words(),
        cost.questions(),
        whole.statements().size(),
        100.0 * cost.questions() / whole.statements().size(),
        cost.steps(),
        cost.seconds(),
        cost.words() / WORDS_A_SECOND,
        cost(route, SPANISH).words(),
        KNOWLEDGE.urgency(route.intake()).code());
    return cost;
  }

  /** Whatever sends away alone is found within as many taps. */
  @Test
  void everySignThatInterruptsAloneEndsTheIntakeInTwentyTaps() {
    var late = new TreeMap<String, Integer>();
    var found = 0;
    for (var fact : Fact.values()) {
      var patient = patient(PATIENTS.get("sore"));
      if (patient.get(fact) == Presence.ABSENT) {
        patient.put(fact, Presence.PRESENT);
        patient.put(Fact.PELVIC_SYMPTOMS_NEW, Presence.PRESENT);
        var route = ShortRoute.of(KNOWLEDGE, patient);
        if (KNOWLEDGE.urgency(route.intake()).compareTo(Urgency.EMERGENCY) >= 0) {
          found++;
          var interactions = cost(route, Language.ENGLISH).interactions();
          if (interactions > RED_FLAG_INTERACTIONS) {
            late.put(fact.code(), interactions);
          }
        }
      }
    }
    System.out.printf("short intake: %d signs that send a sore lifter away%n", found);
    assertEquals(Map.of(), late);
  }
}
