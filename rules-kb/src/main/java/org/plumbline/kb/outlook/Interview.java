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
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;

/** What is certain of a patient who has answered some questions, and which is asked next. */
final class Interview {
  /** From here on the patient is sent away, not asked further. */
  static final Urgency STOPS_AT = Urgency.EMERGENCY;

  /** From here on the patient is told at once, and goes on. */
  static final Urgency TELLS_AT = Urgency.SAME_DAY;

  /** So much hangs on these that they are asked before everything else. */
  private static final List<Fact> FIRST = List.of(Fact.AGE, Fact.SEX, Fact.PREGNANCY);

  private final Standing standing;

  Interview(Standing standing) {
    this.standing = standing;
  }

  Certainty certain() {
    var urgency = standing.certain();
    var rules =
        standing.paths().all().stream()
            .filter(it -> it.urgency().compareTo(urgency) >= 0 && it.cube().holds(standing.now()))
            .map(Paths.Path::rule)
            .distinct()
            .toList();
    return new Certainty(urgency, rules);
  }

  /**
   * The questions that decide now whether the patient is sent away: an answer that is missing
   * counts as one that sends, or is the only one that is missing. In the order of the form.
   */
  List<Question> deciding() {
    var certain = standing.certain();
    var deciding = EnumSet.noneOf(Fact.class);
    for (var way : standing.ways().all()) {
      if (way.urgency().compareTo(STOPS_AT) < 0 || way.urgency().compareTo(certain) <= 0) {
        break;
      }
      deciding.addAll(missing(way.cube()));
    }
    return Form.load().questions().stream().filter(it -> deciding.contains(it.fact())).toList();
  }

  /** What has to be asked before it is certain that the cube holds; empty when much is. */
  private Set<Fact> missing(Cube cube) {
    if (!cube.holds(standing.possible())) {
      return Set.of();
    }
    var missing = EnumSet.noneOf(Fact.class);
    cube.forEach(
        (fact, mask) -> {
          if (standing.open(fact)) {
            missing.add(fact);
          }
        });
    var follows = missing.size() == 1 && Standing.question(missing.iterator().next()).follows();
    if (!follows && !cube.holds(standing.now())) {
      return Set.of();
    }
    missing.removeIf(it -> !Standing.question(it).enabled(standing.intake()));
    return missing;
  }

  /**
   * What makes an urgency certain by answers to these questions, beside what is known. None is more
   * than another with a part added.
   *
   * @param here questions that were not answered
   */
  List<Combination> combinations(Set<Fact> here, Urgency least) {
    var found = new ArrayList<Ways.Way>();
    for (var way : standing.ways().all()) {
      if (way.urgency().compareTo(least) < 0) {
        break;
      }
      byAnswersTo(here, way.cube())
          .map(it -> new Ways.Way(way.urgency(), it))
          .filter(it -> found.stream().noneMatch(other -> other.cube().contains(it.cube())))
          .ifPresent(found::add);
    }
    return found.stream().map(it -> new Combination(it.urgency(), parts(it.cube()))).toList();
  }

  /** The cube without what is known; empty when it needs something else. */
  private Optional<Cube> byAnswersTo(Set<Fact> here, Cube cube) {
    var left = cube.without((it, mask) -> !here.contains(it) || !standing.open(it));
    var known = cube.without((it, mask) -> here.contains(it) && standing.open(it));
    return known.holdsInAll(standing.possible()) ? Optional.of(left) : Optional.empty();
  }

  private List<Combination.Part> parts(Cube cube) {
    var states = standing.states();
    var parts = new ArrayList<Combination.Part>();
    cube.forEach(
        (fact, mask) ->
            parts.add(
                fact.kind() == Fact.Kind.READING
                    ? new Combination.Part(
                        fact,
                        List.of(),
                        states.ranges(fact, mask),
                        (mask & states.unknown(fact)) != 0)
                    : new Combination.Part(
                        fact,
                        states.values(fact, mask),
                        List.of(),
                        (mask & states.unknown(fact)) != 0)));
    return parts;
  }

  /** What is asked before all else: whom the questions are for, and what decides now. */
  Optional<Question> first() {
    return Stream.concat(FIRST.stream().map(Standing::question), deciding().stream())
        .filter(it -> standing.open(it.fact()) && it.enabled(standing.intake()))
        .findFirst();
  }

  Optional<Question> next() {
    var certain = standing.certain();
    var asked = first();
    if (asked.isPresent() || certain.compareTo(STOPS_AT) >= 0) {
      return asked;
    }
    var weight = stakes(certain);
    var differential = Differential.of(standing.intake());
    return Form.load().questions().stream()
        .filter(it -> standing.open(it.fact()) && it.enabled(standing.intake()))
        .max(
            Comparator.<Question, Urgency>comparing(
                    it -> weight.getOrDefault(it.fact(), Urgency.SELF_CARE))
                .thenComparing(
                    it ->
                        weight.containsKey(it.fact()) ? 0 : differential.expectedChange(it.fact()))
                .thenComparing(it -> -Form.load().questions().indexOf(it)))
        .map(this::whatEnables);
  }

  /** A question that another answer may disable waits for that answer: sex before pregnancy. */
  Question whatEnables(Question question) {
    return question
        .hiddenByAnAnswerTo()
        .filter(standing::open)
        .findFirst()
        .flatMap(Form.load()::question)
        .map(this::whatEnables)
        .orElse(question);
  }

  /** For each open fact the most urgent path that its answer can still open or close. */
  private Map<Fact, Urgency> stakes(Urgency certain) {
    var stakes = new EnumMap<Fact, Urgency>(Fact.class);
    for (var path : standing.paths().all()) {
      if (path.urgency().compareTo(certain) > 0 && path.cube().holds(standing.possible())) {
        path.cube()
            .forEach(
                (fact, mask) -> {
                  if (standing.open(fact)) {
                    stakes.putIfAbsent(fact, path.urgency());
                  }
                });
      }
    }
    return stakes;
  }
}
