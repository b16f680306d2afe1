package org.plumbline.kb.outlook;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.kb.Handover;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.States;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.destination.Destination.Checks;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Carer;
import org.plumbline.kb.outlook.Explanation.Change;
import org.plumbline.kb.outlook.Explanation.OpenFact;
import org.plumbline.kb.outlook.Paths.Path;

/** Finds what could still change the assessment of one intake. */
final class Explainer {
  private static final Fact[] FACTS = Fact.values();

  private static final Comparator<OpenFact> MOST_FIRST =
      Comparator.comparingInt(OpenFact::span)
          .thenComparingDouble(OpenFact::expectedChange)
          .reversed()
          .thenComparing(OpenFact::fact);

  private final KnowledgeBase knowledge;
  private final Paths paths;
  private final States states;
  private final Intake intake;
  private final Handover handover;
  private final Urgency urgency;
  private final Checks checks;
  private final long[] now;

  Explainer(KnowledgeBase knowledge, Paths paths, Intake intake) {
    this.knowledge = knowledge;
    this.paths = paths;
    this.states = paths.formulas().states();
    this.intake = intake;
    this.handover = knowledge.assess(intake).handover();
    this.urgency = handover.urgency();
    this.checks = Destination.checks(urgency);
    this.now = paths.states(intake);
  }

  Explanation explain() {
    var changes = changes();
    var open = open();
    var differential = Differential.of(intake);
    var ask = new ArrayList<OpenFact>();
    var examine = new ArrayList<OpenFact>();
    for (var fact : FACTS) {
      if (intake.value(fact).isUnknown() && fact.askedOf() != Fact.AskedOf.CLINIC) {
        var found = openFact(fact, open, changes, differential);
        (fact.askedOf() == Fact.AskedOf.CLINICIAN ? examine : ask).add(found);
      }
    }
    return new Explanation(askNext(ask), examineNext(examine), List.copyOf(open.keySet()), changes);
  }

  /**
   * What a child was not asked comes first. What could still raise the urgency follows, unless the
   * patient is on the way.
   */
  private List<OpenFact> askNext(List<OpenFact> unknown) {
    var left = checks == Checks.NONE ? List.<Fact>of() : Carer.left(intake);
    var next = new LinkedHashSet<>(pick(unknown, left));
    next.addAll(pick(unknown, handover.ask()));
    if (checks == Checks.SUSPICION || checks == Checks.ALL) {
      unknown.stream()
          .filter(it -> it.open() || checks == Checks.ALL && it.matters())
          .sorted(MOST_FIRST)
          .forEach(next::add);
    }
    return List.copyOf(next);
  }

  private List<OpenFact> examineNext(List<OpenFact> unknown) {
    var next = new LinkedHashSet<>(pick(unknown, handover.examine()));
    if (checks == Checks.ALL) {
      next.addAll(pick(unknown, Destination.basic()));
      unknown.stream().filter(it -> it.expectedChange() > 0).sorted(MOST_FIRST).forEach(next::add);
    }
    return List.copyOf(next);
  }

  private static List<OpenFact> pick(List<OpenFact> unknown, List<Fact> facts) {
    return facts.stream()
        .flatMap(fact -> unknown.stream().filter(it -> it.fact() == fact))
        .toList();
  }

  private OpenFact openFact(
      Fact fact, Map<Fact, Urgency> open, List<Change> changes, Differential differential) {
    var most = open.getOrDefault(fact, urgency);
    var least =
        changes.stream()
            .filter(it -> it.fact() == fact)
            .map(Change::urgency)
            .reduce(urgency, Explainer::less);
    return new OpenFact(
        fact, open.containsKey(fact), most, least, differential.expectedChange(fact));
  }

  /**
   * The unknown facts of a smallest set that can make the disposition more urgent, each with the
   * most urgent disposition that such a set leads to. Source: openQuestions in red-flags.yaml.
   */
  private Map<Fact, Urgency> open() {
    var reach = new HashMap<BitSet, Urgency>();
    for (var path : paths.all()) {
      if (path.urgency().compareTo(urgency) > 0) {
        missing(path.cube()).ifPresent(set -> reach.merge(set, path.urgency(), Explainer::more));
      }
    }
    var bySize = new ArrayList<>(reach.keySet());
    bySize.sort(Comparator.comparingInt(BitSet::cardinality));
    var smallest = new ArrayList<BitSet>();
    for (var set : bySize) {
      if (smallest.stream().noneMatch(it -> isWithin(it, set))) {
        smallest.add(set);
      }
    }
    var open = new EnumMap<Fact, Urgency>(Fact.class);
    for (var set : smallest) {
      set.stream().forEach(i -> open.merge(FACTS[i], reach.get(set), Explainer::more));
    }
    return open;
  }

  private static Urgency more(Urgency one, Urgency other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Urgency less(Urgency one, Urgency other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static boolean isWithin(BitSet small, BitSet large) {
    var rest = (BitSet) small.clone();
    rest.andNot(large);
    return rest.isEmpty();
  }

  /** What would have to be known for the cube to hold; empty when no answer can do it. */
  private Optional<BitSet> missing(Cube cube) {
    var against = against(cube);
    if (against.isEmpty() || !against.stream().allMatch(this::canBeAnswered)) {
      return Optional.empty();
    }
    var missing = new BitSet();
    against.forEach(it -> missing.set(it.ordinal()));
    return Optional.of(missing);
  }

  /** The facts whose present state keeps the cube from holding. */
  private List<Fact> against(Cube cube) {
    var against = new ArrayList<Fact>(2);
    cube.forEach(
        (fact, mask) -> {
          if ((mask & now[fact.ordinal()]) == 0) {
            against.add(fact);
          }
        });
    return against;
  }

  private boolean canBeAnswered(Fact fact) {
    return now[fact.ordinal()] == states.unknown(fact) && fact.askedOf() != Fact.AskedOf.CLINIC;
  }

  private List<Change> changes() {
    var holding = new ArrayList<Path>();
    var oneAway = new EnumMap<Fact, List<Path>>(Fact.class);
    sort(holding, oneAway);
    var changes = new ArrayList<Change>();
    for (var fact : FACTS) {
      if (fact.askedOf() != Fact.AskedOf.CLINIC) {
        changes.addAll(changes(fact, holding, oneAway.getOrDefault(fact, List.of())));
      }
    }
    changes.sort(Comparator.comparing(Change::urgency).reversed().thenComparing(Change::fact));
    return changes;
  }

  /** The paths that hold now, and those that a single fact keeps from holding. */
  private void sort(List<Path> holding, Map<Fact, List<Path>> oneAway) {
    for (var path : paths.all()) {
      var against = against(path.cube());
      if (against.isEmpty()) {
        holding.add(path);
      } else if (against.size() == 1) {
        oneAway.computeIfAbsent(against.get(0), it -> new ArrayList<>()).add(path);
      }
    }
  }

  private List<Change> changes(Fact fact, List<Path> holding, List<Path> oneAway) {
    var found = new EnumMap<Urgency, Change>(Urgency.class);
    for (var value : states.values(fact)) {
      var state = states.state(fact, value);
      var then =
          Stream.concat(holding.stream(), oneAway.stream())
              .filter(it -> (it.cube().mask(fact).orElse(state) & state) != 0)
              .map(Path::urgency)
              .reduce(Urgency.SELF_CARE, Explainer::more);
      if (then != urgency && state != now[fact.ordinal()]) {
        confirm(fact, value).ifPresent(it -> found.merge(it.urgency(), it, this::smaller));
      }
    }
    return List.copyOf(found.values());
  }

  /** The rules have the last word: an answer that contradicts another one is urgent by itself. */
  private Optional<Change> confirm(Fact fact, Value value) {
    var then = knowledge.urgency(Paths.with(intake, fact, value));
    return then == urgency
        ? Optional.empty()
        : Optional.of(new Change(fact, intake.value(fact), value, then));
  }

  /** Of two readings the one that is nearer to what was read. */
  private Change smaller(Change one, Change other) {
    if (one.from() instanceof Reading from
        && !from.isUnknown()
        && one.to() instanceof Reading first
        && other.to() instanceof Reading second) {
      return Math.abs(first.number() - from.number()) <= Math.abs(second.number() - from.number())
          ? one
          : other;
    }
    return one;
  }
}
