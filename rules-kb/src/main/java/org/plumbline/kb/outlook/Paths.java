package org.plumbline.kb.outlook;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Condition;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.Formulas;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;

/** Every way in which facts alone lead to an urgency, the most urgent first. */
final class Paths {
  /** One way. */
  record Path(String rule, Urgency urgency, Cube cube) {}

  private static final Provenance ASSUMED = Provenance.of("Assumed/none", Instant.EPOCH);

  /** A patient with nothing but what is under test: nearly every finding is absent. */
  private static final Map<Fact, Value> QUIET = quiet();

  private final KnowledgeBase knowledge;
  private final Formulas formulas;
  private final Map<String, Urgency> urgencies = new LinkedHashMap<>();
  private final List<Path> all = new ArrayList<>();
  private final List<Ways.Way> clashes = new ArrayList<>();

  Paths(KnowledgeBase knowledge, Map<String, Condition> conditions) {
    this.knowledge = knowledge;
    this.formulas = new Formulas(conditions);
    for (var rule : conditions.keySet()) {
      find(rule);
    }
    all.sort(Comparator.comparing(Path::urgency).reversed());
    conditions.forEach(this::findClashes);
  }

  private static Map<Fact, Value> quiet() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        values.put(fact, Presence.ABSENT);
      }
    }
    values.put(Fact.AGE, new Reading(30));
    values.put(Fact.TREND, Trend.IMPROVING);
    return values;
  }

  /** The urgency of a rule is seen on a patient on whom it fires. */
  private void find(String rule) {
    var cubes = formulas.of(rule);
    var examples = cubes.isEmpty() ? Stream.of(contradictory()) : cubes.stream().map(this::example);
    var urgency = examples.flatMap(it -> knowledge.urgencyOf(rule, it).stream()).findFirst();
    urgency.ifPresent(
        found -> {
          urgencies.put(rule, found);
          cubes.stream()
              .filter(cube -> cube.size() > 0)
              .forEach(cube -> all.add(new Path(rule, found, cube)));
        });
  }

  /** Formulas take answers to be free of contradictions, so these are found apart. */
  private void findClashes(String rule, Condition condition) {
    var urgency = urgencies.get(rule);
    if (condition instanceof Condition.All all && urgency != null) {
      all.parts().forEach(it -> findClashes(rule, it));
    } else if (condition instanceof Condition.Contradictory it && urgency != null) {
      (it.subject() == Contradiction.Subject.SIGN ? signs() : pain())
          .forEach(cube -> clashes.add(new Ways.Way(urgency, cube)));
    }
  }

  private Stream<Cube> signs() {
    return Fact.NARROWER_AND_WIDER.stream().map(it -> both(it, Presence.PRESENT, Presence.ABSENT));
  }

  private Stream<Cube> pain() {
    return Stream.concat(
        Fact.NOT_BOTH.stream().map(it -> both(it, Presence.PRESENT, Presence.PRESENT)),
        Fact.NOT_LOWER.stream()
            .map(it -> Cube.of(Map.of(it.get(0), known(it.get(0)), it.get(1), known(it.get(1))))));
  }

  private Cube both(List<Fact> pair, Presence first, Presence second) {
    var states = formulas.states();
    return Cube.of(
        Map.of(
            pair.get(0), states.state(pair.get(0), first),
            pair.get(1), states.state(pair.get(1), second)));
  }

  private long known(Fact reading) {
    var states = formulas.states();
    return states.all(reading) & ~states.unknown(reading);
  }

  /** A quiet patient who says one thing and its opposite, about a sign and about the pain. */
  private static Intake contradictory() {
    var statements = new ArrayList<>(intake(QUIET).statements());
    statements.add(new Statement(Fact.KNEE_PAIN, Presence.PRESENT, ASSUMED));
    statements.add(new Statement(Fact.PAIN_NOW, new Reading(5), ASSUMED));
    statements.add(new Statement(Fact.PAIN_WORST, new Reading(4), ASSUMED));
    return Intake.of(statements);
  }

  /** A quiet patient in whom the cube holds. */
  Intake example(Cube cube) {
    var values = new EnumMap<>(QUIET);
    cube.forEach((fact, mask) -> values.put(fact, value(fact, mask)));
    return intake(values);
  }

  private Value value(Fact fact, long mask) {
    var states = formulas.states();
    var quiet = QUIET.get(fact);
    if (quiet != null && (states.state(fact, quiet) & mask) != 0) {
      return quiet;
    }
    return states.values(fact).stream()
        .filter(it -> (states.state(fact, it) & mask) != 0)
        .findFirst()
        .orElseGet(() -> Intake.of(List.of()).value(fact));
  }

  private static Intake intake(Map<Fact, Value> values) {
    return Intake.of(
        values.entrySet().stream()
            .map(it -> new Statement(it.getKey(), it.getValue(), ASSUMED))
            .toList());
  }

  /** The intake with one fact changed, whoever said what it was. */
  static Intake with(Intake intake, Fact fact, Value value) {
    var statements =
        new ArrayList<>(intake.statements().stream().filter(it -> it.fact() != fact).toList());
    statements.add(new Statement(fact, value, ASSUMED));
    return Intake.of(statements);
  }

  Formulas formulas() {
    return formulas;
  }

  List<Path> all() {
    return all;
  }

  /** Every pair of answers that may contradict each other, with how urgent that is. */
  List<Ways.Way> clashes() {
    return clashes;
  }

  Optional<Urgency> urgency(String rule) {
    return Optional.ofNullable(urgencies.get(rule));
  }

  /** The state of every fact, by ordinal. */
  long[] states(Intake intake) {
    var states = new long[Fact.values().length];
    for (var fact : Fact.values()) {
      states[fact.ordinal()] = formulas.states().state(fact, intake.value(fact));
    }
    return states;
  }
}
