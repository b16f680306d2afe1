package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.differential.Band;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

class DifferentialTest {
  private static final int INTAKES = 20_000;
  private static final long SEED = 20261126;
  private static final Path CASES =
      Path.of("src/test/resources/cases/differential/differential.yaml");

  @Test
  void everyPatientWithALeadingOriginIsLedByIt() {
    var table = new StringBuilder("patient case | leader | gold | band\n");
    var faults = new ArrayList<String>();
    for (var patient : PatientCase.all()) {
      var differential = Differential.of(Intakes.of(patient.given()));
      if (patient.leadingOrigin().isPresent()) {
        var leader = differential.leader().code();
        table.append(
            "%-4s | %-22s | %-22s | %s%n"
                .formatted(
                    patient.id(),
                    leader,
                    patient.leadingOrigin().get(),
                    differential.band().code()));
        if (!patient.leadingOrigin().get().equals(leader)) {
          faults.add(patient.id());
        }
      }
    }
    System.out.println(table);
    assertEquals(List.of(), faults);
  }

  @Test
  void everyDifferentialCaseHasTheOriginAndTheBandThatItExpects() throws IOException {
    List<Map<String, Object>> cases = new Yaml().load(Files.readString(CASES));
    var faults = new ArrayList<String>();
    for (var it : cases) {
      assertFalse(((String) it.get("reason")).isBlank());
      var differential = Differential.of(Intakes.of(Case.values(Case.cast(it.get("given")))));
      var actual = differential.leader().code() + " " + differential.band().code();
      if (!actual.equals(it.get("expect"))) {
        faults.add(
            "%s: expected %s but was %s".formatted(it.get("case"), it.get("expect"), actual));
      }
    }
    assertEquals(List.of(), faults);
    assertTrue(cases.size() >= 40, "cases: " + cases.size());
    System.out.println("differential cases: " + cases.size());
  }

  @Test
  void secondComputationGivesTheSameBands() {
    var random = new Random(SEED);
    var bands = new TreeMap<Band, Integer>();
    for (var i = 0; i < INTAKES; i++) {
      var values =
          Intakes.randomValues(random, random.nextDouble(), Math.pow(random.nextDouble(), 2));
      var differential = Differential.of(Intakes.of(values));
      var second = new SecondDifferential(values);
      assertEquals(
          second.ranking(),
          differential.ranking().stream().map(Origin::code).toList(),
          values::toString);
      assertEquals(second.band(), differential.band().code(), values::toString);
      bands.merge(differential.band(), 1, Integer::sum);
    }
    System.out.println("random differentials: " + INTAKES + ", 0 differences, bands " + bands);
    assertEquals(Band.values().length, bands.size());
  }

  /** What only the differential reads may be answered in any way that contradicts nothing. */
  @Test
  void differentialNeverChangesTheDisposition() {
    var knowledge = KnowledgeBase.load();
    var deciding = EnumSet.noneOf(Fact.class);
    knowledge
        .outlook()
        .rules()
        .forEach(it -> deciding.addAll(knowledge.rule(it).orElseThrow().facts()));
    var random = new Random(SEED);
    for (var i = 0; i < 5_000; i++) {
      var values = Intakes.randomValues(random, Math.pow(random.nextDouble(), 3), 0.2);
      var contradictions = Intakes.of(values).contradictions().size();
      var before = knowledge.assess(Intakes.of(values));
      for (var fact : Fact.values()) {
        if (!deciding.contains(fact) && before.differential().expectedChange(fact) > 0) {
          values.put(fact, Intakes.random(fact, random));
        }
      }
      if (contradictions != Intakes.of(values).contradictions().size()) {
        continue;
      }
      var after = knowledge.assess(Intakes.of(values));
      assertEquals(before.urgency(), after.urgency(), values::toString);
      assertEquals(before.redFlags(), after.redFlags(), values::toString);
    }
  }

  @Test
  void pointersSayWhatSpeaksForAndAgainstWithBasisAndSource() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    values.put(Fact.LEG_TINGLING, Presence.PRESENT);
    values.put(Fact.LEG_PAIN_BELOW_KNEE, Presence.ABSENT);
    var pointers = Differential.of(Intakes.of(values)).pointers(Origin.RADICULAR);
    assertEquals(2, pointers.size());
    for (var pointer : pointers) {
      assertEquals(pointer.fact() == Fact.LEG_TINGLING, pointer.toward());
      assertFalse(pointer.basis().isBlank());
      assertFalse(pointer.sources().isEmpty());
    }
  }

  @Test
  void examinedDeficitTurnsRadicularPainIntoRadiculopathy() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    values.put(Fact.LEG_PAIN_BELOW_KNEE, Presence.PRESENT);
    values.put(Fact.LEG_TINGLING, Presence.PRESENT);
    assertFalse(Differential.of(Intakes.of(values)).radiculopathy());
    values.put(Fact.NEURO_DEFICIT_EXAMINED, Presence.PRESENT);
    var examined = Differential.of(Intakes.of(values));
    assertTrue(examined.radiculopathy());
    assertEquals(Band.LIKELY, examined.band());
  }

  @Test
  void aWeekOldSorenessIsNoLongerDelayedOnsetSoreness() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    values.put(Fact.SORE_BOTH_SIDES_OF_SPINE, Presence.PRESENT);
    values.put(Fact.DEEP_HEAVY_ACHE, Presence.PRESENT);
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(167.9));
    assertEquals(Origin.DELAYED_ONSET_SORENESS, Differential.of(Intakes.of(values)).leader());
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(168));
    assertFalse(Differential.of(Intakes.of(values)).leader() == Origin.DELAYED_ONSET_SORENESS);
  }

  @Test
  void trendCountsOnlyFromSeventyTwoHours() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    values.put(Fact.TREND, Trend.WORSENING);
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(71.9));
    assertTrue(Differential.of(Intakes.of(values)).pointers(Origin.PARS_STRESS).isEmpty());
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(72));
    assertFalse(Differential.of(Intakes.of(values)).pointers(Origin.PARS_STRESS).isEmpty());
  }

  @Test
  void onlyUnknownFactsCanChangeTheMargin() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    values.put(Fact.LEG_TINGLING, Presence.PRESENT);
    var differential = Differential.of(Intakes.of(values));
    assertEquals(0, differential.expectedChange(Fact.LEG_TINGLING));
    assertEquals(0, differential.expectedChange(Fact.SADDLE_NUMBNESS));
    assertTrue(differential.expectedChange(Fact.LEG_PAIN_BELOW_KNEE) > 0);
  }
}
