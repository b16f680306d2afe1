package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.plumbline.kb.condition.Condition;
import org.plumbline.kb.condition.Condition.All;
import org.plumbline.kb.condition.Condition.Any;
import org.plumbline.kb.condition.Condition.Concluded;
import org.plumbline.kb.condition.Condition.Not;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.States;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.outlook.Outlook;

/**
 * A set of red flags that read each other, directly or not; inferred findings are written out. Its
 * states are enumerated after two mergers that lose nothing: values of a fact that no rule of the
 * chain tells apart, and facts that can be exchanged in every rule of it.
 */
final class Chain {
  private final Outlook outlook;
  private final States states;
  private final Set<String> rules;
  private final List<List<Fact>> classes = new ArrayList<>();
  private final Map<Fact, List<Value>> values = new EnumMap<>(Fact.class);

  private Chain(Outlook outlook, Set<String> rules) {
    this.outlook = outlook;
    this.states = outlook.formulas().states();
    this.rules = rules;
    var facts = EnumSet.noneOf(Fact.class);
    cubes().forEach(cube -> cube.forEach((fact, mask) -> facts.add(fact)));
    facts.forEach(fact -> values.put(fact, distinguishable(fact)));
    classify(facts);
  }

  /** The chains of all rules that have an urgency. */
  static List<Chain> all(KnowledgeBase knowledge) {
    var outlook = knowledge.outlook();
    var chainOf = new LinkedHashMap<String, Set<String>>();
    var flags =
        knowledge.ruleNames().stream()
            .filter(it -> outlook.urgency(it).isPresent() && !outlook.formulas().of(it).isEmpty())
            .filter(it -> outlook.formulas().of(it).stream().anyMatch(cube -> cube.size() > 0))
            .toList();
    flags.forEach(it -> chainOf.put(it, new TreeSet<>(Set.of(it))));
    for (var flag : flags) {
      for (var read :
          redFlagsRead(outlook, outlook.condition(flag).orElseThrow(), new HashSet<>())) {
        if (chainOf.containsKey(read)) {
          var joined = chainOf.get(flag);
          joined.addAll(chainOf.get(read));
          joined.forEach(it -> chainOf.put(it, joined));
        }
      }
    }
    return new HashSet<>(chainOf.values()).stream().map(it -> new Chain(outlook, it)).toList();
  }

  private static Set<String> redFlagsRead(Outlook outlook, Condition it, Set<String> seen) {
    var read = new TreeSet<String>();
    if (it instanceof All all) {
      all.parts().forEach(part -> read.addAll(redFlagsRead(outlook, part, seen)));
    } else if (it instanceof Any any) {
      any.parts().forEach(part -> read.addAll(redFlagsRead(outlook, part, seen)));
    } else if (it instanceof Not not) {
      read.addAll(redFlagsRead(outlook, not.part(), seen));
    } else if (it instanceof Concluded concluded) {
      read.addAll(concluded.rules());
    }
    return read;
  }

  private List<Cube> cubes() {
    return rules.stream().flatMap(it -> outlook.formulas().of(it).stream()).toList();
  }

  /** One value for each set of states that no cube tells apart. */
  private List<Value> distinguishable(Fact fact) {
    var all = new ArrayList<>(states.values(fact));
    all.add(Intakes.of(Map.of()).value(fact));
    var seen = new HashSet<List<Boolean>>();
    var kept = new ArrayList<Value>();
    for (var value : all) {
      var allowed = new ArrayList<Boolean>();
      for (var cube : cubes()) {
        cube.mask(fact).ifPresent(mask -> allowed.add((mask & states.state(fact, value)) != 0));
      }
      if (seen.add(allowed)) {
        kept.add(value);
      }
    }
    return kept;
  }

  private void classify(Collection<Fact> facts) {
    for (var fact : facts) {
      classes.stream()
          .filter(it -> exchangeable(it.get(0), fact))
          .findFirst()
          .ifPresentOrElse(it -> it.add(fact), () -> classes.add(new ArrayList<>(List.of(fact))));
    }
  }

  private boolean exchangeable(Fact one, Fact other) {
    if (one.kind() != Fact.Kind.FINDING || other.kind() != Fact.Kind.FINDING) {
      return false;
    }
    return rules.stream().allMatch(it -> symmetric(outlook.formulas().of(it), one, other));
  }

  private static boolean symmetric(List<Cube> cubes, Fact one, Fact other) {
    var before = new HashSet<Map<Fact, Long>>();
    var after = new HashSet<Map<Fact, Long>>();
    for (var cube : cubes) {
      var masks = new EnumMap<Fact, Long>(Fact.class);
      var swapped = new EnumMap<Fact, Long>(Fact.class);
      cube.forEach(masks::put);
      cube.forEach(
          (fact, mask) -> swapped.put(fact == one ? other : fact == other ? one : fact, mask));
      before.add(masks);
      after.add(swapped);
    }
    return before.equals(after);
  }

  Set<String> rules() {
    return rules;
  }

  /** The facts that its rules read. */
  Set<Fact> facts() {
    return values.keySet();
  }

  /** The values of a fact that its rules tell apart. */
  List<Value> values(Fact fact) {
    return values.get(fact);
  }

  /** How many merged states there are. */
  long size() {
    return classes.stream()
        .mapToLong(it -> multisets(it.size(), values.get(it.get(0)).size()))
        .reduce(1, Math::multiplyExact);
  }

  private static long multisets(int members, int values) {
    var number = 1L;
    for (var i = 1; i < values; i++) {
      number = number * (members + i) / i;
    }
    return number;
  }

  /** How many states there are when nothing is merged. */
  double unmerged() {
    return values.keySet().stream()
        .mapToDouble(it -> states.values(it).size() + 1.0)
        .reduce(1, (a, b) -> a * b);
  }

  /** Calls with every merged state. */
  void forEachState(Consumer<Map<Fact, Value>> consumer) {
    enumerate(0, 0, 0, new EnumMap<>(Fact.class), consumer);
  }

  /** Members of a class take values in rising order, so that each multiset comes once. */
  private void enumerate(
      int classIndex,
      int member,
      int lowest,
      Map<Fact, Value> state,
      Consumer<Map<Fact, Value>> out) {
    if (classIndex == classes.size()) {
      out.accept(state);
      return;
    }
    var members = classes.get(classIndex);
    if (member == members.size()) {
      enumerate(classIndex + 1, 0, 0, state, out);
      return;
    }
    var fact = members.get(member);
    for (var i = lowest; i < values.get(fact).size(); i++) {
      state.put(fact, values.get(fact).get(i));
      enumerate(classIndex, member + 1, i, state, out);
    }
    state.remove(fact);
  }
}
