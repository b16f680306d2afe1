package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.outlook.Explanation;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;

/** Every red flag leads somewhere, and every patient has a sentence to say there. */
class HandoverTest {
  private static final Language SPANISH = Language.of("es").orElseThrow();

  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  /** Facts that say who or when, not what: a desk does not need them to act. */
  private static final Set<Fact> UNSAID =
      Set.of(Fact.AGE, Fact.SEX, Fact.HOURS_SINCE_LIFT, Fact.DURATION_WEEKS);

  private static Assessment assess(Object... given) {
    var values = new java.util.EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.GROUPS.getOrDefault("core", List.of())) {
      values.put(fact, Presence.ABSENT);
    }
    values.put(Fact.AGE, new Reading(34));
    for (var i = 0; i < given.length; i += 2) {
      values.put((Fact) given[i], (Value) given[i + 1]);
    }
    return KNOWLEDGE.assess(Intakes.of(values));
  }

  private static Assessment with(Fact... present) {
    var given = new ArrayList<Object>();
    for (var fact : present) {
      given.add(fact);
      given.add(Presence.PRESENT);
    }
    return assess(given.toArray());
  }

  private record Flag(String rule, String family, Urgency urgency) {}

  private static List<Flag> flags() {
    var flags = new ArrayList<Flag>();
    for (var rule : KNOWLEDGE.outlook().rules()) {
      var reason = KNOWLEDGE.rule(rule).orElseThrow();
      if (reason.family().startsWith("RF")) {
        KNOWLEDGE
            .outlook()
            .urgency(rule)
            .ifPresent(it -> flags.add(new Flag(rule, reason.family(), it)));
      }
    }
    return flags;
  }

  @Test
  void everyDestinationOfAnEmergencySaysWhyHelpIsNeededFast() {
    for (var it : Destination.all()) {
      if (it.seen().keySet().stream().anyMatch(of -> of.compareTo(Urgency.EMERGENCY) >= 0)) {
        assertTrue(it.why().isPresent(), it.name());
      }
    }
    var numb = with(Fact.SADDLE_NUMBNESS, Fact.PELVIC_SYMPTOMS_NEW).handover();
    assertTrue(numb.why().orElseThrow().english().startsWith("The nerves low in your spine"));
    assertEquals(Optional.empty(), with(Fact.LEG_WEAKNESS).handover().why(), "no emergency");
  }

  @Test
  void everyRedFlagLeadsToAPlaceThatIsNamedForItsUrgency() {
    var faults = new ArrayList<String>();
    for (var flag : flags()) {
      var destination = Destination.of(flag.rule(), flag.family());
      if (destination.isEmpty()
          || flag.urgency() != Urgency.ROUTINE
              && !destination.get().seen().containsKey(flag.urgency())
          || flag.urgency().compareTo(Urgency.SAME_DAY) >= 0
              && destination.get().where(flag.urgency()).isEmpty()) {
        faults.add(flag.toString());
      }
    }
    assertEquals(
        List.of(),
        faults,
        "no place in knowledge/destinations.yaml: name the family under families:, or the rule"
            + " under rules:, of a destination that has see: of this urgency, and from same-day on"
            + " where: too");
    assertTrue(flags().size() > 80);
  }

  @Test
  void everyFactThatAPatientReportsOfAPressingRedFlagCanBeSaid() {
    var faults = new TreeSet<String>();
    var facts = 0;
    for (var fact : reportedAndPressing()) {
      facts++;
      var values =
          switch (fact.kind()) {
            case FINDING -> List.<Value>of(Presence.PRESENT);
            case READING -> List.<Value>of(new Reading(7));
            case CHOICE -> List.<Value>copyOf(fact.options());
          };
      if (values.stream().noneMatch(it -> Glossary.said(fact, it).isPresent())) {
        faults.add(fact.code());
      }
    }
    System.out.println("words: " + facts + " facts of a patient can be said at a desk");
    assertEquals(
        Set.of(),
        faults,
        "no words of the patient in knowledge/words.yaml: add en: to the entry, such as \"seizure:"
            + " {term: seizure before the pain, en: I had a fit before the pain began}\", and the"
            + " same English text to words.yaml in each folder of knowledge/translations");
    assertTrue(facts > 60);
  }

  /** What a way to same-day or more reads, through the findings that it builds on. */
  private static Set<Fact> reportedAndPressing() {
    var facts = new java.util.EnumMap<Fact, Boolean>(Fact.class);
    var outlook = KNOWLEDGE.outlook();
    for (var flag : flags()) {
      if (flag.urgency().compareTo(Urgency.SAME_DAY) >= 0) {
        outlook
            .formulas()
            .of(flag.rule())
            .forEach(cube -> cube.forEach((fact, mask) -> facts.put(fact, true)));
      }
    }
    return facts.keySet().stream()
        .filter(it -> it.askedOf() != Fact.AskedOf.CLINICIAN && it.askedOf() != Fact.AskedOf.CLINIC)
        .filter(it -> !UNSAID.contains(it))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void patientSaysTheOwnAnswersAndAsksForWhatMustBeRuledOut() {
    var handover =
        with(Fact.SADDLE_NUMBNESS, Fact.BLADDER_RETENTION, Fact.PELVIC_SYMPTOMS_NEW).handover();
    var say = handover.say().orElseThrow();
    assertEquals(
        "I am numb or tingle where I sit and I can not pass urine as I should. This is new or"
            + " worse. Please rule out cauda equina syndrome.",
        say.english());
    assertEquals(
        "Tengo dormida o con hormigueo la zona donde me siento y no puedo orinar bien. Esto es"
            + " nuevo o peor que antes. Por favor, descarten un síndrome de cauda equina.",
        say.in(SPANISH));
    assertEquals(Optional.of("Suspected cauda equina syndrome"), handover.suspected());
    assertTrue(handover.see().contains("MRI at any hour"), handover.see());
    assertTrue(handover.where().orElseThrow().english().contains("MRI"));
  }

  @Test
  void magneticResonanceAtAnyHourIsAskedForNerveAndInfectionAlone() {
    for (var it : Destination.all()) {
      var mri = String.join(" ", it.seen().values()).contains("any hour");
      assertEquals(
          Set.of("cauda-equina", "cord", "infection", "screen").contains(it.name()), mri, it::name);
    }
  }

  @Test
  void gravestRedFlagDecidesAndTheOthersAreListed() {
    var handover = with(Fact.SADDLE_NUMBNESS, Fact.PARALYSIS_SUDDEN, Fact.BURNING_URINE).handover();
    assertEquals("cord", handover.destination().orElseThrow().name());
    assertEquals(
        List.of("cauda-equina", "kidney"),
        handover.others().stream()
            .map(Suspicion::destination)
            .map(Destination::name)
            .filter(it -> !it.equals("screen"))
            .toList());
    assertTrue(
        handover.others().get(0).shown().startsWith("cauda equina syndrome (Emergency now)"));
  }

  @Test
  void afterAFallThePatientKeepsStillAndCalls() {
    for (var handover :
        List.of(
            with(Fact.MAJOR_TRAUMA).handover(),
            with(Fact.MAJOR_TRAUMA, Fact.CANNOT_WALK).handover(),
            with(Fact.MAJOR_TRAUMA, Fact.PARALYSIS_SUDDEN).handover())) {
      assertTrue(handover.calls());
      assertTrue(handover.told().english().startsWith("Stay where you are and keep still."));
      assertTrue(handover.told().english().contains("Call {number}"));
      assertTrue(handover.told().in(SPANISH).contains("no se mueva"));
      assertFalse(handover.told().english().contains("Go now"));
    }
  }

  @Test
  void nobodyIsToldToCallTheClinicFromAnEmergency() {
    for (var it : Case.all()) {
      var handover = KNOWLEDGE.assess(Intakes.of(it.given())).handover();
      if (handover.urgency().compareTo(Urgency.EMERGENCY) >= 0) {
        var text = handover.told().english() + handover.where() + handover.say();
        assertFalse(text.contains("call us"), it.name());
        assertTrue(handover.where().isPresent() && handover.say().isPresent(), it.name());
      }
    }
  }

  @Test
  void causeIsNotJudgedWhileAWarningSignIsOpen() {
    assertTrue(with().leaning().isPresent());
    assertEquals(Optional.empty(), with(Fact.SADDLE_NUMBNESS).leaning());
    assertEquals(Optional.empty(), with(Fact.LEG_WEAKNESS).leaning());
    assertEquals(Optional.empty(), with(Fact.CANCER_HISTORY).leaning());
    assertEquals(Urgency.URGENT, with(Fact.CANCER_HISTORY).urgency());
    assertTrue(with(Fact.BURNING_URINE).leaning().isPresent());
    for (var it : Case.all()) {
      var assessment = KNOWLEDGE.assess(Intakes.of(it.given()));
      if (assessment.urgency().compareTo(Urgency.SAME_DAY) >= 0) {
        assertEquals(Optional.empty(), assessment.leaning(), it::name);
      }
    }
  }

  @Test
  void clinicianFindingAloneHasASentenceToo() {
    var handover = with(Fact.UPPER_MOTOR_NEURON_SIGNS).handover();
    assertEquals(
        "I have back pain. Please check my spinal cord and nerves.",
        handover.say().orElseThrow().english());
  }

  @Test
  void whatIsMildHasNoSentenceAndItsOwnAddress() {
    var handover = assess(Fact.TREND, Trend.IMPROVING).handover();
    assertEquals(List.of(), handover.suspicions());
    assertEquals(Optional.empty(), handover.say());
    assertEquals(handover.urgency().see(), handover.see());
  }

  @Test
  void emergencyIsExaminedForItsSuspicionAndAnAmbulanceNotAtAll() {
    var cauda = explain(Map.of(Fact.SADDLE_NUMBNESS, Presence.PRESENT));
    assertEquals(
        List.of(Fact.PERIANAL_SENSATION_REDUCED, Fact.WEAKEST_MUSCLE_GRADE),
        cauda.examineNext().stream().map(Explanation.OpenFact::fact).limit(2).toList());
    assertEquals(
        Fact.ANAL_TONE_REDUCED, cauda.examineNext().get(cauda.examineNext().size() - 1).fact());
    assertTrue(
        cauda.examineNext().stream()
            .noneMatch(it -> it.fact() == Fact.SACROILIAC_TESTS_3_POSITIVE));
    var ambulance = explain(Map.of(Fact.PARALYSIS_SUDDEN, Presence.PRESENT));
    assertEquals(List.of(), ambulance.examineNext());
    assertEquals(List.of(), ambulance.askNext());
  }

  private static Explanation explain(Map<Fact, Value> given) {
    return KNOWLEDGE.outlook().explain(Intakes.of(given));
  }
}
