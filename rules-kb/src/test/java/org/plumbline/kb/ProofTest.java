package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.NightPainPolicy;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.outlook.Outlook;

/**
 * Properties of the red-flag rules over all their states. The disposition is a maximum over chains,
 * so what holds in every chain holds for the disposition; that the chains compose is checked on
 * random full intakes.
 */
class ProofTest {
  /** A chain with more merged states is sampled and named so. */
  private static final long EXHAUSTIVE = 200_000;

  private static final int DRAWN = 50_000;

  private static final int COMPOSED = 100_000;
  private static final long SEED = 20261126;

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final Outlook outlook = knowledge.outlook();
  private final Map<String, Cover> covers = new HashMap<>();

  /** A contradiction alone, which more answers can make, is no reason to ask for them. */
  private final KnowledgeBase plain = KnowledgeBase.without(it -> it.startsWith("contradictory-"));

  @Test
  void everyRuleFiresAsItsFormulaSaysInEveryStateOfItsChain() {
    var start = System.nanoTime();
    var states = 0L;
    var drawn = 0L;
    var sampled = new ArrayList<String>();
    var faults = new ArrayList<String>();
    var chains = Chain.all(knowledge);
    for (var chain : chains) {
      if (chain.size() <= EXHAUSTIVE) {
        states += chain.size();
        chain.forEachState(state -> compare(chain, state, faults));
      } else {
        sampled.add(chain.rules() + " has " + chain.size() + " states");
        drawn += sample(chain, faults);
      }
    }
    System.out.printf(
        "rules against formulas: %d chains, %d of them exhaustive with %d merged states, %d at"
            + " every corner and %d states drawn, %d violations, %.1f s%n%s%n",
        chains.size(),
        chains.size() - sampled.size(),
        states,
        sampled.size(),
        drawn,
        faults.size(),
        (System.nanoTime() - start) / 1e9,
        sampled);
    assertEquals(List.of(), faults.stream().limit(5).toList());
    assertTrue(sampled.size() <= 2, sampled::toString);
  }

  /**
   * A large chain is tried at every corner: the smallest state of every way to every rule of it,
   * each with every one of its facts changed to every other value, and states at random.
   */
  private long sample(Chain chain, List<String> faults) {
    var tried = new HashSet<Map<Fact, Value>>();
    for (var rule : chain.rules()) {
      for (var cube : outlook.formulas().of(rule)) {
        var corner = corner(cube);
        tried.add(corner);
        for (var fact : chain.facts()) {
          for (var value : chain.values(fact)) {
            var next = new EnumMap<>(corner);
            next.put(fact, value);
            tried.add(next);
          }
        }
      }
    }
    var random = new Random(SEED);
    for (var i = 0; i < DRAWN; i++) {
      var state = new EnumMap<Fact, Value>(Fact.class);
      for (var fact : chain.facts()) {
        var values = chain.values(fact);
        state.put(fact, values.get(random.nextInt(values.size())));
      }
      tried.add(state);
    }
    tried.forEach(state -> compare(chain, state, faults));
    return tried.size();
  }

  private Map<Fact, Value> corner(Cube cube) {
    var states = outlook.formulas().states();
    var corner = new EnumMap<Fact, Value>(Fact.class);
    cube.forEach(
        (fact, mask) -> {
          var unknown = Intakes.of(Map.of()).value(fact);
          if ((states.state(fact, unknown) & mask) == 0) {
            corner.put(
                fact,
                states.values(fact).stream()
                    .filter(it -> (states.state(fact, it) & mask) != 0)
                    .findFirst()
                    .orElseThrow());
          }
        });
    return corner;
  }

  /** A floor is not concluded beside a more urgent red flag; that it holds is seen elsewhere. */
  private void compare(Chain chain, Map<Fact, Value> state, List<String> faults) {
    var fired = knowledge.fired(Intakes.of(state));
    var now = states(state);
    for (var rule : chain.rules()) {
      var holds = holds(rule, now);
      if (!isFloor(rule) && holds != fired.contains(rule)) {
        faults.add(rule + " fires otherwise than its formula in " + state);
      }
    }
  }

  private boolean holds(String rule, long[] states) {
    return outlook.formulas().of(rule).stream().anyMatch(cube -> cube.holds(states));
  }

  @Test
  void neitherYesNorUnknownIsEverLessUrgentThanNo() {
    var start = System.nanoTime();
    var violations = new ArrayList<String>();
    var implications = 0;
    for (var urgency : Urgency.values()) {
      var atLeast = atLeast(urgency);
      var cover = new Cover(outlook.formulas().states(), atLeast);
      for (var cube : atLeast) {
        for (var fact : Fact.values()) {
          for (var other : List.of(Presence.PRESENT, Presence.UNKNOWN)) {
            if (allowsNo(cube, fact)) {
              implications++;
              if (!cover.covers(changed(cube, fact, other))) {
                violations.add("%s %s, %s".formatted(fact, other, cube));
              }
            }
          }
        }
      }
    }
    System.out.printf(
        "monotony: exact over all %.3g states of the red-flag space, %d implications, %d"
            + " violations, %.1f s%n",
        space(), implications, violations.size(), (System.nanoTime() - start) / 1e9);
    assertEquals(List.of(), violations);
  }

  @Test
  void noSettingOfAClinicIsLessUrgentThanTheBase() {
    var states = outlook.formulas().states();
    var base = states.state(Fact.NIGHT_PAIN_POLICY, NightPainPolicy.CONTEXTUAL);
    for (var urgency : Urgency.values()) {
      var atLeast = atLeast(urgency);
      var cover = new Cover(states, atLeast);
      for (var cube : atLeast) {
        if ((cube.mask(Fact.NIGHT_PAIN_POLICY).orElse(base) & base) != 0) {
          for (var setting : Fact.NIGHT_PAIN_POLICY.options()) {
            var region = region(cube);
            region.put(Fact.NIGHT_PAIN_POLICY, states.state(Fact.NIGHT_PAIN_POLICY, setting));
            assertTrue(cover.covers(region), () -> setting + " in " + cube);
          }
        }
      }
    }
    assertEquals(
        List.of(Fact.NIGHT_PAIN_POLICY),
        Arrays.stream(Fact.values()).filter(it -> it.askedOf() == Fact.AskedOf.CLINIC).toList());
  }

  /** Every way to an urgency or a higher one. */
  private List<Cube> atLeast(Urgency urgency) {
    return outlook.rules().stream()
        .filter(it -> outlook.urgency(it).filter(of -> of.compareTo(urgency) >= 0).isPresent())
        .flatMap(it -> outlook.formulas().of(it).stream())
        .filter(it -> it.size() > 0)
        .toList();
  }

  private boolean allowsNo(Cube cube, Fact fact) {
    return fact.kind() == Fact.Kind.FINDING
        && cube.mask(fact)
            .filter(it -> (it & outlook.formulas().states().state(fact, Presence.ABSENT)) != 0)
            .isPresent();
  }

  private Map<Fact, Long> changed(Cube cube, Fact fact, Presence to) {
    var region = region(cube);
    region.put(fact, outlook.formulas().states().state(fact, to));
    return region;
  }

  /** How many intakes the rules can tell apart. */
  private double space() {
    var read = EnumSet.noneOf(Fact.class);
    atLeast(Urgency.SELF_CARE).forEach(cube -> cube.forEach((fact, mask) -> read.add(fact)));
    return read.stream()
        .mapToDouble(it -> outlook.formulas().states().values(it).size() + 1.0)
        .reduce(1, (one, other) -> one * other);
  }

  private boolean isFloor(String rule) {
    return knowledge.rule(rule).orElseThrow().family().equals("DISPOSITION");
  }

  private long[] states(Map<Fact, Value> state) {
    var states = new long[Fact.values().length];
    var intake = Intakes.of(state);
    for (var fact : Fact.values()) {
      states[fact.ordinal()] = outlook.formulas().states().state(fact, intake.value(fact));
    }
    return states;
  }

  @Test
  void chainsComposeOnRandomFullIntakes() {
    var random = new Random(SEED);
    var rules =
        knowledge.ruleNames().stream()
            .filter(it -> outlook.condition(it).isPresent())
            .filter(it -> !isFloor(it) && !it.startsWith("contradictory-"))
            .toList();
    for (var i = 0; i < COMPOSED; i++) {
      var values =
          Intakes.randomValues(
              random, Math.pow(random.nextDouble(), 3), Math.pow(random.nextDouble(), 2));
      var fired = knowledge.fired(Intakes.of(values));
      var now = states(values);
      var expected =
          rules.stream()
              .filter(it -> holds(it, now))
              .collect(Collectors.toCollection(TreeSet::new));
      var actual = new TreeSet<>(fired);
      actual.retainAll(rules);
      assertEquals(expected, actual, values::toString);
    }
    System.out.println("composition: " + COMPOSED + " random full intakes, 0 differences");
  }

  @Test
  void openQuestionsAreExactlyThoseThatCanStillMakeTheDispositionMoreUrgent() {
    var random = new Random(SEED);
    var checked = 0;
    var withOpen = 0;
    while (checked < 400) {
      var values = Intakes.randomValues(random, random.nextDouble() / 50, 0);
      var unknown = unknownFacts(values, random);
      unknown.forEach(values::remove);
      var open = new TreeSet<>(outlook.explain(Intakes.of(values)).openQuestions());
      assertEquals(byBruteForce(values, unknown), open, values::toString);
      checked++;
      withOpen += open.isEmpty() ? 0 : 1;
    }
    System.out.printf(
        "open questions: %d intakes by brute force over every completion, %d with open ones,"
            + " 0 differences%n",
        checked, withOpen);
    assertTrue(withOpen > 100);
  }

  /** Five unknown facts, so that every completion of every subset can be tried. */
  private static List<Fact> unknownFacts(Map<Fact, Value> values, Random random) {
    values.put(Fact.NIGHT_PAIN_POLICY, NightPainPolicy.CONTEXTUAL);
    for (var fact : Fact.values()) {
      var value = values.get(fact);
      if (value == null || value.isUnknown() || fact.kind() == Fact.Kind.READING) {
        values.put(fact, known(fact, random));
      }
    }
    var candidates = new ArrayList<>(List.of(Fact.values()));
    candidates.remove(Fact.NIGHT_PAIN_POLICY);
    Collections.shuffle(candidates, random);
    return candidates.subList(0, 5);
  }

  /** Something that was said, and of three readings two that worry nobody. */
  private static Value known(Fact fact, Random random) {
    var value = Intakes.random(fact, random);
    if (fact.kind() == Fact.Kind.READING && random.nextInt(3) > 0) {
      return QUIET.getOrDefault(fact, value);
    }
    return value.isUnknown() ? known(fact, random) : value;
  }

  private static final Map<Fact, Value> QUIET =
      Map.ofEntries(
          Map.entry(Fact.AGE, new Reading(30)),
          Map.entry(Fact.HOURS_SINCE_LIFT, new Reading(10)),
          Map.entry(Fact.DURATION_WEEKS, new Reading(0.2)),
          Map.entry(Fact.PAIN_NOW, new Reading(2)),
          Map.entry(Fact.POST_VOID_RESIDUAL, new Reading(50)),
          Map.entry(Fact.WEAKEST_MUSCLE_GRADE, new Reading(5)),
          Map.entry(Fact.TEMPERATURE, new Reading(37)),
          Map.entry(Fact.HEART_RATE, new Reading(70)),
          Map.entry(Fact.SYSTOLIC_PRESSURE, new Reading(120)),
          Map.entry(Fact.RESPIRATORY_RATE, new Reading(14)),
          Map.entry(Fact.OXYGEN_SATURATION, new Reading(98)),
          Map.entry(Fact.CREATINE_KINASE, new Reading(200)));

  private Set<Fact> byBruteForce(Map<Fact, Value> values, List<Fact> unknown) {
    var now = knowledge.urgency(Intakes.of(values));
    var smallest = new ArrayList<Set<Fact>>();
    for (var size = 1; size <= unknown.size(); size++) {
      for (var set : subsets(unknown, size)) {
        if (smallest.stream().noneMatch(set::containsAll)
            && canBecomeMoreUrgent(values, List.copyOf(set), 0, now)) {
          smallest.add(set);
        }
      }
    }
    return smallest.stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Set<Fact>> subsets(List<Fact> facts, int size) {
    var subsets = new ArrayList<Set<Fact>>();
    for (var bits = 0; bits < 1 << facts.size(); bits++) {
      if (Integer.bitCount(bits) == size) {
        var set = new TreeSet<Fact>();
        for (var i = 0; i < facts.size(); i++) {
          if ((bits & 1 << i) != 0) {
            set.add(facts.get(i));
          }
        }
        subsets.add(set);
      }
    }
    return subsets;
  }

  private boolean canBecomeMoreUrgent(
      Map<Fact, Value> values, List<Fact> set, int index, Urgency now) {
    if (index == set.size()) {
      return plain.urgency(Intakes.of(values)).compareTo(now) > 0;
    }
    for (var value : outlook.formulas().states().values(set.get(index))) {
      var with = new EnumMap<>(values);
      with.put(set.get(index), value);
      if (canBecomeMoreUrgent(with, set, index + 1, now)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyRuleCanFire() {
    for (var rule : knowledge.ruleNames()) {
      if (outlook.condition(rule).isPresent() && !rule.startsWith("contradictory-")) {
        assertTrue(!outlook.formulas().of(rule).isEmpty(), rule + " can never fire");
      }
    }
  }

  @Test
  void noTwoRulesAskForTheSame() {
    var rules =
        knowledge.ruleNames().stream().filter(it -> outlook.condition(it).isPresent()).toList();
    var same = new ArrayList<String>();
    for (var one : rules) {
      for (var other : rules) {
        if (one.compareTo(other) < 0 && !isFloor(one) && equivalent(one, other)) {
          same.add(one + " and " + other);
        }
      }
    }
    assertEquals(List.of(), same);
  }

  /** Each implies the other. */
  private boolean equivalent(String one, String other) {
    return implies(one, other) && implies(other, one);
  }

  private boolean implies(String one, String other) {
    var cubes = outlook.formulas().of(one);
    var cover = covers.computeIfAbsent(other, this::cover);
    return !cubes.isEmpty() && cubes.stream().map(ProofTest::region).allMatch(cover::covers);
  }

  private Cover cover(String rule) {
    return new Cover(outlook.formulas().states(), outlook.formulas().of(rule));
  }

  private static Map<Fact, Long> region(Cube cube) {
    var region = new EnumMap<Fact, Long>(Fact.class);
    cube.forEach(region::put);
    return region;
  }
}
