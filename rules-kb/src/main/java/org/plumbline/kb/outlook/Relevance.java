package org.plumbline.kb.outlook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;

/**
 * Which open questions can still change the disposition. One that no way to more than what is
 * certain needs changes nothing, whatever is answered to it and to all others; but what enables or
 * hides a question that matters matters too.
 */
final class Relevance {
  /**
   * What hangs on an answer.
   *
   * @param most the most urgent way that it can still open or close
   * @param alone the same of those that it decides without a second answer, whatever is answered to
   *     a question that follows it; self-care for none
   */
  private record Stake(Urgency most, Urgency alone) {
    Urgency told() {
      return alone.compareTo(Interview.TELLS_AT) >= 0 ? alone : Urgency.SELF_CARE;
    }

    Urgency sent() {
      return most.compareTo(Interview.STOPS_AT) >= 0 ? most : Urgency.SELF_CARE;
    }
  }

  /** By fact those whose answers enable or hide its question, at any remove. */
  private static final Map<Fact, Set<Fact>> BEFORE = before();

  /**
   * What decides by itself whether the patient is told at once comes first, then what can still
   * decide about an emergency; of the rest what decides by itself, and what is no yes or no: each
   * "no" makes companions needless.
   */
  private static final Comparator<Map.Entry<Fact, Stake>> ORDER =
      Comparator.<Map.Entry<Fact, Stake>, Urgency>comparing(it -> it.getValue().told())
          .thenComparing(it -> it.getValue().sent())
          .thenComparing(it -> it.getValue().alone())
          .thenComparing(it -> it.getKey().kind() != Fact.Kind.FINDING)
          .thenComparing(it -> it.getValue().most())
          .thenComparing(it -> -Form.load().questions().indexOf(Standing.question(it.getKey())));

  private final Standing standing;
  private final Set<Fact> askable = EnumSet.noneOf(Fact.class);
  private final Map<Fact, Stake> stakes = new EnumMap<>(Fact.class);

  Relevance(Standing standing) {
    this.standing = standing;
    Form.load().questions().stream()
        .filter(it -> standing.open(it.fact()) && it.enabled(standing.intake()))
        .forEach(it -> askable.add(it.fact()));
    var certain = standing.certain();
    Stream.concat(
            standing.ways().all().stream().takeWhile(it -> it.urgency().compareTo(certain) > 0),
            standing.paths().clashes().stream().filter(it -> it.urgency().compareTo(certain) > 0))
        .filter(it -> it.cube().holds(standing.possible()))
        .forEach(this::add);
  }

  private static Map<Fact, Set<Fact>> before() {
    var before = new EnumMap<Fact, Set<Fact>>(Fact.class);
    Form.load()
        .questions()
        .forEach(
            it -> collect(it, before.computeIfAbsent(it.fact(), of -> EnumSet.noneOf(Fact.class))));
    return before;
  }

  private static void collect(Question question, Set<Fact> before) {
    for (var condition : question.conditions()) {
      if (before.add(condition.fact())) {
        Form.load().question(condition.fact()).ifPresent(it -> collect(it, before));
      }
    }
  }

  private void add(Ways.Way way) {
    var here = new ArrayList<Fact>();
    var waiting = new ArrayList<Fact>();
    var needed = new boolean[1];
    way.cube()
        .forEach(
            (fact, mask) -> {
              if (standing.open(fact) && (standing.possible()[fact.ordinal()] & ~mask) != 0) {
                if (askable.contains(fact)) {
                  here.add(fact);
                } else {
                  waiting.add(fact);
                  needed[0] |= (mask & standing.states().unknown(fact)) == 0;
                }
              }
            });
    here.forEach(it -> note(it, way.urgency(), here.size() == 1 && !needed[0]));
    var before = here.isEmpty() && !needed[0];
    here.forEach(it -> noteBefore(it, way.urgency(), false));
    waiting.forEach(it -> noteBefore(it, way.urgency(), before));
  }

  private void noteBefore(Fact fact, Urgency urgency, boolean alone) {
    for (var before : BEFORE.getOrDefault(fact, Set.of())) {
      if (askable.contains(before)) {
        note(before, urgency, alone);
      }
    }
  }

  private void note(Fact fact, Urgency urgency, boolean alone) {
    var known = stakes.get(fact);
    if (known == null) {
      stakes.put(fact, new Stake(urgency, alone ? urgency : Urgency.SELF_CARE));
    } else if (alone && urgency.compareTo(known.alone()) > 0
        || urgency.compareTo(known.most()) > 0) {
      stakes.put(
          fact,
          new Stake(
              more(urgency, known.most()), alone ? more(urgency, known.alone()) : known.alone()));
    }
  }

  private static Urgency more(Urgency one, Urgency other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /** Whether its question is asked as the answers are now. */
  boolean askable(Fact fact) {
    return askable.contains(fact);
  }

  /** The questions that are asked as the answers are now, in the order of the form. */
  List<Fact> askable() {
    return Form.load().questions().stream().map(Question::fact).filter(askable::contains).toList();
  }

  /** Whether an answer can still change the disposition. */
  boolean matters(Fact fact) {
    return stakes.containsKey(fact);
  }

  /** What is asked first of all that matters; empty when nothing does. */
  Optional<Fact> first() {
    return stakes.entrySet().stream().max(ORDER).map(Map.Entry::getKey);
  }
}
