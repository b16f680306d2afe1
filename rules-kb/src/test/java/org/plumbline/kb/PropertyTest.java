package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

class PropertyTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final List<Fact> FINDINGS =
      Arrays.stream(Fact.values()).filter(fact -> fact.kind() == Fact.Kind.FINDING).toList();

  @Property(tries = 2_000)
  void orderOfAnswersDoesNotMatter(@ForAll long seed) {
    var statements = Intakes.statements(intake(seed));
    var shuffled = new ArrayList<>(statements);
    Collections.shuffle(shuffled, new Random(seed));
    assertEquals(KNOWLEDGE.assess(Intake.of(statements)), KNOWLEDGE.assess(Intake.of(shuffled)));
  }

  @Property(tries = 20_000)
  void presentIsNeverLessUrgentThanAbsent(@ForAll long seed) {
    assertNeverLessUrgentThanAbsent(seed, Presence.PRESENT);
  }

  @Property(tries = 20_000)
  void unknownIsNeverLessUrgentThanAbsent(@ForAll long seed) {
    assertNeverLessUrgentThanAbsent(seed, Presence.UNKNOWN);
  }

  private static void assertNeverLessUrgentThanAbsent(long seed, Presence presence) {
    var fact = finding(seed);
    var values = withoutContradiction(seed, fact);
    assertTrue(
        urgency(values, fact, presence).compareTo(urgency(values, fact, Presence.ABSENT)) >= 0,
        () -> fact + " in " + values);
  }

  @Property(tries = 2_000)
  void intakeWithoutAnswersIsProvisional(@ForAll long seed) {
    var values = intake(seed);
    Fact.GROUPS.get("core").forEach(values::remove);
    var assessment = KNOWLEDGE.assess(Intakes.of(values));
    assertTrue(assessment.provisional());
    assertTrue(assessment.unanswered().containsAll(Fact.GROUPS.get("core")));
    assertTrue(assessment.urgency().compareTo(Urgency.URGENT) >= 0);
  }

  private static Map<Fact, Value> intake(long seed) {
    var random = new Random(seed);
    return Intakes.randomValues(
        random, Math.pow(random.nextDouble(), 3), Math.pow(random.nextDouble(), 2));
  }

  private static Fact finding(long seed) {
    return FINDINGS.get(Math.floorMod(new Random(~seed).nextInt(), FINDINGS.size()));
  }

  /**
   * An absent answer that contradicts another one is urgent for that reason; the property is about
   * the fact itself.
   */
  private static Map<Fact, Value> withoutContradiction(long seed, Fact fact) {
    var values = intake(seed);
    values.put(fact, Presence.ABSENT);
    Assume.that(!Intakes.of(values).contradictory());
    return values;
  }

  private static Urgency urgency(Map<Fact, Value> values, Fact fact, Presence presence) {
    var changed = new EnumMap<>(values);
    changed.put(fact, presence);
    return KNOWLEDGE.assess(Intakes.of(changed)).urgency();
  }
}
