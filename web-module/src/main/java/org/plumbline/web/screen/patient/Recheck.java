package org.plumbline.web.screen.patient;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.screen.page.Sent;

/**
 * The few questions to a patient who has answered all before: how bad the pain is, how it changes,
 * and which signs of the safety net are new or worse. What is said is put on top of the answers
 * before, and the rules decide about all of them together.
 */
final class Recheck {
  /** What stands for the signs that were not ticked. */
  static final String NONE = "none";

  static final String UNSURE = "unsure";

  private static final String SIGN = "sign";
  private static final String REST = "rest.";
  private static final String NO = "N";
  private static final int MOST_PAIN = 10;

  /** In how many hours each unit of a duration passes. */
  private static final Map<String, BigDecimal> HOURS =
      Map.of(
          "d",
          BigDecimal.valueOf(24),
          "wk",
          BigDecimal.valueOf(168),
          "mo",
          new BigDecimal("730.5"));

  private final List<Listed> lists;

  /** The questions to somebody who said this before. */
  Recheck(Intake before) {
    this.lists =
        SafetyNet.of(before, Urgency.SELF_CARE).parts().stream()
            .map(
                part ->
                    new Listed(
                        part.urgency(),
                        part.lead(),
                        part.lines().stream()
                            .flatMap(
                                line ->
                                    line.signs().stream().map(it -> new Asked(it, line.worse())))
                            .toList()))
            .filter(it -> !it.signs().isEmpty())
            .toList();
  }

  /**
   * A sign that is asked for.
   *
   * @param worse whether it was told before, so that only its getting worse is asked for
   */
  record Asked(NetSign sign, boolean worse) {
    Wording wording() {
      return worse ? sign.worse().wording() : sign.wording();
    }

    private Urgency list() {
      return worse ? sign.worse().list() : sign.list();
    }

    private List<List<NetSign.Answer>> ways() {
      return worse ? sign.worse().given() : sign.told().given();
    }
  }

  /** The signs that are asked for in one list. */
  record Listed(Urgency urgency, Wording lead, List<Asked> signs) {}

  /** The lists, the most urgent first. */
  List<Listed> lists() {
    return lists;
  }

  /**
   * What was said.
   *
   * @param rest by the code of a list what holds for the signs that were not ticked
   * @param faults the names of the questions without an answer
   */
  record Said(
      String pain, String trend, Set<String> signs, Map<String, String> rest, List<String> faults) {
    static final Said NOTHING = new Said("", "", Set.of(), Map.of(), List.of());
  }

  /**
   * Reads what was sent. Who ticks a sign is answered at once, whatever else is left open: what was
   * not said is not known.
   */
  Said read(Sent sent, PatientForm form) {
    var faults = new ArrayList<String>();
    var pain = sent.raw(Fact.PAIN_NOW.code()).filter(Recheck::isPain).orElse("");
    var trend =
        sent.raw(Fact.TREND.code())
            .filter(it -> form.item(Fact.TREND.code()).orElseThrow().option(it).isPresent())
            .orElse("");
    if (pain.isEmpty()) {
      faults.add(Fact.PAIN_NOW.code());
    }
    if (trend.isEmpty()) {
      faults.add(Fact.TREND.code());
    }
    var ticked = new LinkedHashSet<>(sent.all(SIGN));
    ticked.retainAll(ids());
    var rest = new LinkedHashMap<String, String>();
    for (var list : lists) {
      var code = list.urgency().code();
      sent.raw(REST + code)
          .filter(it -> it.equals(NONE) || it.equals(UNSURE))
          .ifPresent(it -> rest.put(code, it));
      if (!rest.containsKey(code)) {
        faults.add(code);
      }
    }
    return new Said(pain, trend, ticked, rest, ticked.isEmpty() ? faults : List.of());
  }

  private List<String> ids() {
    return lists.stream().flatMap(it -> it.signs().stream()).map(it -> it.sign().id()).toList();
  }

  private static boolean isPain(String text) {
    return text.matches("\\d{1,2}") && Integer.parseInt(text) <= MOST_PAIN;
  }

  /**
   * The answers of now.
   *
   * @param before what was answered before
   * @param since how long ago
   */
  Answers answers(Answers before, Duration since, Said said) {
    var now = Answers.of(before.text());
    last(now, since);
    say(now, Fact.PAIN_NOW, said.pain());
    if (!said.pain().isEmpty()) {
      raise(now, Fact.PAIN_WORST, Integer.parseInt(said.pain()));
    }
    say(now, Fact.TREND, said.trend());
    for (var list : lists) {
      if (!NONE.equals(said.rest().get(list.urgency().code()))) {
        list.signs().forEach(it -> doubt(now, it));
      }
    }
    for (var list : lists) {
      list.signs().stream()
          .filter(it -> said.signs().contains(it.sign().id()))
          .forEach(it -> tell(now, it));
    }
    return now;
  }

  private static void say(Answers answers, Fact fact, String said) {
    if (said.isEmpty()) {
      answers.remove(fact.code());
    } else {
      answers.put(fact.code(), said);
    }
  }

  /** A spell of pain has lasted for longer since. */
  private static void last(Answers answers, Duration since) {
    var duration = Fact.DURATION_WEEKS.code();
    var unit = HOURS.get(answers.unit(duration));
    if (unit != null) {
      var passed = BigDecimal.valueOf(since.toHours()).divide(unit, 1, RoundingMode.HALF_UP);
      var lasted = new BigDecimal(answers.number(duration)).add(passed);
      answers.put(duration, lasted.toPlainString() + " " + answers.unit(duration));
    }
  }

  private static void raise(Answers answers, Fact rating, int level) {
    if (answers.to(rating.code()).filter(it -> Integer.parseInt(it) < level).isPresent()) {
      answers.put(rating.code(), String.valueOf(level));
    }
  }

  /** A no of before does not hold for somebody who is not sure any more. */
  private static void doubt(Answers answers, Asked asked) {
    asked.ways().stream()
        .flatMap(List::stream)
        .filter(it -> it.value().filter(Presence.PRESENT::equals).isPresent())
        .map(it -> it.fact().code())
        .filter(it -> answers.is(it, NO))
        .forEach(answers::remove);
  }

  /** What a sign means in answers; nothing is made absent by it, and no age is changed. */
  private static void tell(Answers answers, Asked asked) {
    if (asked.list().compareTo(Urgency.EMERGENCY) >= 0) {
      // How the pain is must not weigh against a sign with which nobody may wait.
      answers.remove(Fact.PAIN_NOW.code());
      answers.remove(Fact.TREND.code());
    }
    for (var part : asked.ways().get(0)) {
      var code = part.fact().code();
      var value = part.value();
      if (value.filter(Presence.PRESENT::equals).isPresent()) {
        answers.put(code, Answers.YES);
      } else if (value.filter(Trend.WORSENING::equals).isPresent()) {
        answers.put(code, Trend.WORSENING.stored());
      } else if (part.fact() == Fact.PAIN_NOW
          && value.orElse(Reading.UNKNOWN) instanceof Reading reading
          && !reading.isUnknown()) {
        raise(answers, Fact.PAIN_NOW, (int) reading.number());
        raise(answers, Fact.PAIN_WORST, (int) reading.number());
      }
    }
  }
}
