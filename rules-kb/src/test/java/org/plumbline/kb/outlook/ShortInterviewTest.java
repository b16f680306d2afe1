package org.plumbline.kb.outlook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.AdviceCase;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Case;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.PatientCase;
import org.plumbline.kb.ShortRoute;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Sex;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Checklist;

/** The short intake: it ends where the whole form ends, and says what was asked in a list. */
class ShortInterviewTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final int PATIENTS = 20_000;
  private static final long SEED = 20261129;
  private static final double SAME_LEANING = 0.99;

  /**
   * Where a route ended.
   *
   * @param askable how many questions the whole form asked
   * @param told whether the whole form tells a leaning
   */
  private record End(boolean stopped, int asked, int askable, boolean told, boolean same) {}

  @Test
  void shortRouteEndsWhereTheWholeFormEnds() {
    var start = System.nanoTime();
    var written = written();
    var ends =
        Stream.concat(
                written.stream(),
                LongStream.range(0, PATIENTS).mapToObj(ShortInterviewTest::random))
            .parallel()
            .map(ShortInterviewTest::end)
            .toList();
    var stopped = ends.stream().filter(End::stopped).count();
    var told = ends.stream().filter(End::told).count();
    var same = ends.stream().filter(it -> it.told() && it.same()).count();
    var asked = ends.stream().filter(it -> !it.stopped()).mapToInt(End::asked).sum();
    var askable = ends.stream().filter(it -> !it.stopped()).mapToInt(End::askable).sum();
    System.out.printf(
        "short intake: %d written and %d random patients, %d stopped at an emergency, 0 other"
            + " dispositions; leaning told of %d, the same in %.2f %%; %.0f %% of the questions"
            + " asked of who was not stopped; %.0f s%n",
        written.size(),
        PATIENTS,
        stopped,
        told,
        100.0 * same / told,
        100.0 * asked / askable,
        (System.nanoTime() - start) / 1e9);
    assertTrue(stopped > PATIENTS / 10 && told > PATIENTS / 20);
    assertTrue(same >= SAME_LEANING * told);
  }

  private static List<Map<Fact, Value>> written() {
    return Stream.of(
            Case.all().stream().map(Case::given),
            PatientCase.all().stream().map(PatientCase::given),
            AdviceCase.all().stream().map(AdviceCase::given))
        .flatMap(it -> it)
        .toList();
  }

  /** Mostly quiet, some loud, and some who pass many questions by. */
  private static Map<Fact, Value> random(long seed) {
    var random = new Random(SEED + seed);
    return Intakes.randomValues(
        random, Math.pow(random.nextDouble(), 5), Math.pow(random.nextDouble(), 3));
  }

  private static End end(Map<Fact, Value> patient) {
    var route = ShortRoute.of(KNOWLEDGE, patient);
    var whole = KNOWLEDGE.assess(ShortRoute.wholeForm(patient));
    var early = KNOWLEDGE.assess(route.intake());
    var stopped = KNOWLEDGE.outlook().certain(route.intake()).stops();
    if (stopped) {
      assertTrue(whole.urgency().compareTo(early.urgency()) >= 0, patient::toString);
    } else {
      assertEquals(
          whole.urgency(), early.urgency(), () -> "asked " + route.asked() + " of " + patient);
    }
    return new End(
        stopped,
        route.asked().size(),
        ShortRoute.wholeForm(patient).statements().size() - known(patient),
        !stopped && whole.leaning().isPresent(),
        leaning(whole).equals(leaning(early)));
  }

  private static int known(Map<Fact, Value> patient) {
    return (int)
        patient.keySet().stream().filter(it -> it.askedOf() == Fact.AskedOf.CLINICIAN).count();
  }

  private static String leaning(Assessment assessment) {
    return assessment
        .leaning()
        .map(it -> it.leader() + " " + it.band() + " " + it.radiculopathy())
        .orElse("not told");
  }

  private static Map<Fact, Value> quiet() {
    var patient = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        patient.put(fact, Presence.ABSENT);
      }
    }
    patient.put(Fact.AGE, new Reading(30));
    patient.put(Fact.SEX, Sex.MALE);
    return patient;
  }

  @Test
  void signsOfTheCaudaEquinaAreAskedEachByItself() {
    var route = ShortRoute.of(KNOWLEDGE, quiet());
    assertTrue(route.asked().containsAll(Fact.GROUPS.get("pelvicSymptom")));
    route.intake().statements().stream()
        .filter(it -> Fact.GROUPS.get("pelvicSymptom").contains(it.fact()))
        .forEach(it -> assertEquals(Provenance.Manner.BY_ITSELF, it.from().manner()));
  }

  @Test
  void ageAndSexComeFirstAndThenWhatInterrupts() {
    var steps = ShortRoute.of(KNOWLEDGE, quiet()).steps();
    assertEquals(List.of(Fact.AGE), steps.get(0).step().facts());
    assertEquals(List.of(Fact.SEX), steps.get(1).step().facts());
    assertTrue(steps.get(2).step().facts().contains(Fact.PARALYSIS_SUDDEN));
    assertEquals(Checklist.Tick.NOW, ((Step.Several) steps.get(2).step()).list().tick());
  }

  @Test
  void whatIsDeniedInAListSaysSo() {
    var intake = ShortRoute.of(KNOWLEDGE, quiet()).intake();
    var fever = intake.statement(Fact.FEVER).orElseThrow();
    assertEquals(Presence.ABSENT, fever.value());
    assertTrue(fever.from().inAList());
    assertEquals("fever", fever.from().linkId().orElseThrow());
  }

  @Test
  void whoIsNotSureIsAskedTheOthersByThemselves() {
    var patient = quiet();
    patient.put(Fact.UNWELL, Presence.PRESENT);
    patient.put(Fact.FEVER, Presence.UNKNOWN);
    var route = ShortRoute.of(KNOWLEDGE, patient);
    assertEquals(Presence.UNKNOWN, route.intake().fever());
    assertEquals(
        List.of(true, false),
        Stream.of(Fact.UNWELL, Fact.FEVER)
            .map(it -> route.intake().statement(it).map(Statement::from).orElseThrow().inAList())
            .toList());
  }

  /** As the answers are: from 50 a faint interrupts, which it does not before. */
  @Test
  void noListMixesWhatInterruptsWithWhatDoesNot() {
    var random = new Random(7);
    var lists = 0;
    for (var i = 0; i < 300; i++) {
      var patient =
          Intakes.randomValues(random, Math.pow(random.nextDouble(), 5), random.nextDouble() / 10);
      for (var taken : ShortRoute.of(KNOWLEDGE, patient).steps()) {
        if (taken.step() instanceof Step.Several list) {
          lists++;
          assertEquals(1, interrupting(list, taken.before()).size(), list::toString);
        }
      }
    }
    assertTrue(lists > 300);
  }

  private static Set<Boolean> interrupting(Step.Several list, Intake before) {
    return list.facts().stream()
        .map(it -> KNOWLEDGE.outlook().certain(Paths.with(before, it, Presence.PRESENT)).stops())
        .collect(Collectors.toSet());
  }

  @Test
  void ofAListThatWasOpenedEachQuestionIsAskedByItself() {
    var answers = Map.<Fact, Value>of(Fact.AGE, new Reading(30), Fact.SEX, Sex.MALE);
    var listed = KNOWLEDGE.outlook().nextStep(Intakes.of(answers), Set.of()).orElseThrow();
    assertEquals(Checklist.Tick.NOW, ((Step.Several) listed).list().tick());
    var opened = Set.of(((Step.Several) listed).list());
    assertEquals(
        List.of(Fact.PARALYSIS_SUDDEN),
        KNOWLEDGE.outlook().nextStep(Intakes.of(answers), opened).orElseThrow().facts());
  }

  @Test
  void planIsAskedAfterTheResultAndOnlyOfWhoHasOne() {
    var outlook = KNOWLEDGE.outlook();
    var rested = ShortRoute.of(KNOWLEDGE, quiet());
    assertTrue(rested.asked().stream().noneMatch(it -> it == Fact.HITCHING));
    assertTrue(outlook.nextStepOfPlan(rested.intake(), Set.of()).isPresent());
    var sent = quiet();
    sent.put(Fact.CHEST_PAIN, Presence.PRESENT);
    var emergency = ShortRoute.of(KNOWLEDGE, sent).intake();
    assertTrue(outlook.nextStepOfPlan(emergency, Set.of()).isEmpty());
  }
}
