package org.plumbline.kb.condition;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.plumbline.kb.condition.Condition.About;
import org.plumbline.kb.condition.Condition.All;
import org.plumbline.kb.condition.Condition.Any;
import org.plumbline.kb.condition.Condition.Compared;
import org.plumbline.kb.condition.Condition.Concluded;
import org.plumbline.kb.condition.Condition.Contradictory;
import org.plumbline.kb.condition.Condition.Counted;
import org.plumbline.kb.condition.Condition.FactIs;
import org.plumbline.kb.condition.Condition.Not;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;

/**
 * The condition of each rule as a sum of products over facts alone: what it reads of other rules is
 * written out. Answers are taken to be free of contradictions; how urgent another red flag is plays
 * no part, because the most urgent one decides anyway.
 */
public final class Formulas {
  private static final List<Cube> ALWAYS = List.of(Cube.ANYTHING);
  private static final List<Cube> NEVER = List.of();

  private final Map<String, Condition> conditions;
  private final States states;
  private final Map<String, List<Cube>> positive = new HashMap<>();
  private final Map<String, List<Cube>> negative = new HashMap<>();

  /** The formulas of these rules, by name. */
  public Formulas(Map<String, Condition> conditions) {
    this.conditions = Map.copyOf(conditions);
    this.states = States.of(conditions.values());
  }

  public States states() {
    return states;
  }

  /** When the rule fires. */
  public List<Cube> of(String rule) {
    return rule(rule, false);
  }

  private List<Cube> rule(String rule, boolean negated) {
    var memo = negated ? negative : positive;
    var known = memo.get(rule);
    if (known == null) {
      var condition = Objects.requireNonNull(conditions.get(rule), rule);
      known = List.copyOf(cubes(condition, negated));
      memo.put(rule, known);
    }
    return known;
  }

  private List<Cube> cubes(Condition it, boolean negated) {
    if (it instanceof All all) {
      return negated ? sum(all.parts(), true) : product(all.parts(), false);
    }
    if (it instanceof Any any) {
      return negated ? product(any.parts(), true) : sum(any.parts(), false);
    }
    if (it instanceof Not not) {
      return cubes(not.part(), !negated);
    }
    if (it instanceof FactIs atom) {
      return atom(atom.fact(), states.mask(atom), negated);
    }
    if (it instanceof Compared atom) {
      return atom(atom.fact(), states.mask(atom), negated);
    }
    if (it instanceof Counted counted) {
      return counted(counted, negated);
    }
    if (it instanceof Concluded concluded) {
      return concluded(concluded, negated);
    }
    if (it instanceof Contradictory) {
      return negated ? ALWAYS : NEVER;
    }
    if (it instanceof About) {
      return ALWAYS;
    }
    throw new AssertionError(it);
  }

  private List<Cube> atom(Fact fact, long mask, boolean negated) {
    var allowed = negated ? states.all(fact) & ~mask : mask;
    return allowed == 0 ? NEVER : List.of(Cube.of(fact, allowed));
  }

  private List<Cube> sum(List<Condition> parts, boolean negated) {
    var sum = new ArrayList<Cube>();
    parts.forEach(part -> addAll(sum, cubes(part, negated)));
    return sum;
  }

  private List<Cube> product(List<Condition> parts, boolean negated) {
    var product = ALWAYS;
    for (var part : parts) {
      product = and(product, cubes(part, negated));
    }
    return product;
  }

  private List<Cube> concluded(Concluded concluded, boolean negated) {
    var result = negated ? ALWAYS : new ArrayList<Cube>();
    for (var rule : concluded.rules().stream().sorted().toList()) {
      if (negated) {
        result = and(result, rule(rule, true));
      } else {
        addAll(result, rule(rule, false));
      }
    }
    return result;
  }

  /** One sum for each unbroken run of numbers that the comparison allows. */
  private List<Cube> counted(Counted counted, boolean negated) {
    var size = counted.members().size();
    var sum = new ArrayList<Cube>();
    for (var from = 0; from <= size; from++) {
      var to = from - 1;
      while (to < size && counted.operator().test(to + 1, counted.number()) != negated) {
        to++;
      }
      if (to >= from) {
        between(counted, from, to, sum);
        from = to + 1;
      }
    }
    return sum;
  }

  /** At least so many members in the state leave the others free, and so do at most so many. */
  private void between(Counted counted, int from, int to, List<Cube> sum) {
    var members = counted.members();
    if (to == members.size()) {
      choose(counted, true, false, from, sum);
    } else if (from == 0) {
      choose(counted, false, false, members.size() - to, sum);
    } else {
      for (var number = from; number <= to; number++) {
        choose(counted, true, true, number, sum);
      }
    }
  }

  /** Adds a cube for every choice of so many members. */
  private void choose(
      Counted counted, boolean inState, boolean othersNot, int number, List<Cube> sum) {
    choose(counted.members(), counted.presence(), inState, othersNot, number, ALWAYS, sum);
  }

  private void choose(
      List<Fact> members,
      Presence presence,
      boolean inState,
      boolean othersNot,
      int left,
      List<Cube> chosen,
      List<Cube> sum) {
    if (members.isEmpty() || (left == 0 && !othersNot)) {
      if (left == 0) {
        addAll(sum, chosen);
      }
      return;
    }
    var fact = members.get(0);
    var rest = members.subList(1, members.size());
    var in = states.state(fact, presence);
    var out = states.all(fact) & ~in;
    if (left > 0) {
      var taken = and(chosen, List.of(Cube.of(fact, inState ? in : out)));
      choose(rest, presence, inState, othersNot, left - 1, taken, sum);
    }
    var skipped = othersNot ? and(chosen, List.of(Cube.of(fact, out))) : chosen;
    choose(rest, presence, inState, othersNot, left, skipped, sum);
  }

  private static List<Cube> and(List<Cube> one, List<Cube> other) {
    var product = new ArrayList<Cube>();
    for (var left : one) {
      for (var right : other) {
        left.and(right).ifPresent(cube -> add(product, cube));
      }
    }
    return product;
  }

  private static void addAll(List<Cube> sum, List<Cube> cubes) {
    cubes.forEach(cube -> add(sum, cube));
  }

  /** Adds a cube unless one that is there contains it; drops those that it contains. */
  private static void add(List<Cube> sum, Cube cube) {
    if (sum.stream().noneMatch(it -> it.contains(cube))) {
      sum.removeIf(cube::contains);
      sum.add(cube);
    }
  }
}
