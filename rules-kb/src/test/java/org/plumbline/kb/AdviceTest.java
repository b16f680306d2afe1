package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/** Advice never contradicts a red flag or a contraindication. */
class AdviceTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  /** Readings that are worrying at random far more often than in a clinic. */
  private static final Set<Fact> EXAMINED =
      Set.of(
          Fact.TEMPERATURE,
          Fact.CREATINE_KINASE,
          Fact.POST_VOID_RESIDUAL,
          Fact.WEAKEST_MUSCLE_GRADE);

  private static final Set<String> COMFORT = Set.of("RP-MOVE", "RP-THERM");

  @Test
  void adviceNeverContradictsARedFlagOrAContraindication() {
    var random = new Random(20261126);
    var given = 0;
    for (var i = 0; i < 100_000; i++) {
      var values =
          Intakes.randomValues(
              random, Math.pow(random.nextDouble(), 8), Math.pow(random.nextDouble(), 8));
      if (random.nextInt(4) > 0) {
        EXAMINED.forEach(values::remove);
      }
      var plan = KNOWLEDGE.assess(Intakes.of(values)).plan();
      if (plan.urgency().compareTo(Urgency.SAME_DAY) >= 0) {
        assertEquals(List.of(), plan.given(), values::toString);
      } else if (plan.urgency() == Urgency.URGENT) {
        assertTrue(COMFORT.containsAll(ids(plan)), values::toString);
      }
      for (var item : plan.given()) {
        given++;
        assertNothingSpeaksAgainst(item, values);
      }
    }
    System.out.println(
        "advice: 100000 random intakes, " + given + " items given, 0 contradictions");
    assertTrue(given > 20_000);
  }

  private static void assertNothingSpeaksAgainst(Plan.Given given, Map<Fact, Value> values) {
    for (var fact : given.item().notWith()) {
      assertFalse(values.get(fact) == Presence.PRESENT, () -> given.item().id() + " in " + values);
    }
    for (var fact : given.item().onlyIfAbsent()) {
      assertTrue(
          values.get(fact) == Presence.ABSENT || notAskedOf(fact, values),
          () -> given.item().id() + " in " + values);
    }
  }

  private static boolean notAskedOf(Fact fact, Map<Fact, Value> values) {
    return fact == Fact.PREGNANCY
        && values.get(fact) != Presence.PRESENT
        && (values.get(Fact.SEX) == Sex.MALE
            || (values.get(Fact.AGE) instanceof Reading age && age.number() > 55));
  }

  private static List<String> ids(Plan plan) {
    return plan.given().stream().map(it -> it.item().id()).toList();
  }

  private static Map<Fact, Value> settled() {
    return new EnumMap<>(
        AdviceCase.all().stream()
            .filter(it -> it.name().equals("settled, self-care"))
            .findFirst()
            .orElseThrow()
            .given());
  }

  private static String text(Map<Fact, Value> values, String id) {
    return wording(values, id).english();
  }

  private static Wording wording(Map<Fact, Value> values, String id) {
    return KNOWLEDGE.assess(Intakes.of(values)).plan().given().stream()
        .filter(it -> it.item().id().equals(id))
        .findFirst()
        .orElseThrow()
        .wording();
  }

  @Test
  void noTextThatSendsAPatientAwayAsksToWait() {
    for (var urgency : List.of(Urgency.SAME_DAY, Urgency.EMERGENCY, Urgency.AMBULANCE)) {
      var text = Instruction.of(urgency).wording();
      assertFalse(
          text.english().matches("(?i).*\\b(wait|rest|see how|tomorrow)\\b.*"), text.english());
      assertFalse(
          text.in(SPANISH).matches("(?i).*\\b(espere|descanse|mañana)\\b.*"), text.in(SPANISH));
    }
    assertTrue(
        Instruction.of(Urgency.EMERGENCY).wording().english().contains("Go to a hospital now"));
    assertTrue(Instruction.of(Urgency.EMERGENCY).wording().in(SPANISH).contains("Vaya ahora"));
    assertTrue(Instruction.of(Urgency.AMBULANCE).wording().english().contains("Call {number} now"));
    assertTrue(
        Instruction.of(Urgency.AMBULANCE)
            .wording()
            .in(SPANISH)
            .contains("Llame ahora al {number}"));
  }

  @Test
  void workingWeightLessTwentyPercentIsComputedWhereItIsKnown() {
    var values = settled();
    assertFalse(text(values, "NP-LOAD").contains("kg"));
    values.put(Fact.WORKING_WEIGHT, new Reading(142.5));
    assertTrue(text(values, "NP-LOAD").contains("(about 112.5 kg)"));
    assertTrue(wording(values, "NP-LOAD").in(SPANISH).contains("112,5 kg"));
    values.put(Fact.WORKING_WEIGHT, new Reading(100));
    assertTrue(text(values, "NP-LOAD").contains("(about 80 kg)"));
  }

  @Test
  void whoLiftsInPoundsIsToldPounds() {
    var values = settled();
    values.put(Fact.WORKING_WEIGHT, new Reading(142.88159655)); // 315 lb
    assertTrue(text(values, "NP-LOAD").contains("(about 250 lb)"), text(values, "NP-LOAD"));
    values.put(Fact.WORKING_WEIGHT, new Reading(142.88)); // as an EHR has rounded it
    assertTrue(text(values, "NP-LOAD").contains("(about 112.5 kg)"), text(values, "NP-LOAD"));
  }

  @Test
  void unknownContraindicationIsNamedInTheItem() {
    var values = settled();
    values.remove(Fact.PERIPHERALISES);
    values.remove(Fact.HERNIA_KNOWN);
    assertTrue(
        text(values, "RP-BIG3")
            .endsWith("Not if you have pain that moves down the leg or a hernia."));
  }

  @Test
  void additionIsLeftOutWhenEveryFactOfItIsAbsent() {
    var values = settled();
    assertFalse(text(values, "RP-THERM").contains("diabetes"));
    values.remove(Fact.DIABETES);
    assertTrue(text(values, "RP-THERM").contains("diabetes"));
  }

  @Test
  void reviewIsDueAtTheLaterOfTwoTimes() {
    var values = settled();
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(10));
    assertEquals(
        List.of(62.0, 168.0),
        KNOWLEDGE.assess(Intakes.of(values)).plan().reviews().stream()
            .map(Plan.Review::hours)
            .toList());
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(60));
    values.put(Fact.TREND, Trend.IMPROVING);
    assertEquals(48.0, KNOWLEDGE.assess(Intakes.of(values)).plan().reviews().get(0).hours());
  }

  @Test
  void everyItemIsGivenInSomeCaseAndEveryContraindicationIsAFactThatIsAsked() {
    var given =
        AdviceCase.all().stream()
            .flatMap(it -> KNOWLEDGE.assess(Intakes.of(it.given())).plan().given().stream())
            .map(it -> it.item().id())
            .collect(Collectors.toSet());
    for (var item : AdviceItem.all()) {
      assertTrue(given.contains(item.id()), item.id());
    }
  }
}
