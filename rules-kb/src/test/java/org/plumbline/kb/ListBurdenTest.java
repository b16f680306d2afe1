package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Checklist;

/**
 * The short intake alarms no more benign patients than the whole form, at the answer rates of
 * burden/benign-patients.yaml: each answers both, a question alike wherever it stands. "Don't know"
 * opens the list. Who reads a list in a hurry overlooks a sign that is so; that is measured at the
 * share of that file, and answers fewer alarms, never more.
 */
class ListBurdenTest {
  private static final int PATIENTS = 1_500;
  private static final long SEED = 20261129;

  private final KnowledgeBase knowledge = KnowledgeBase.load();

  /** How many of the patients are sent to a hospital, and how many are seen sooner than routine. */
  private record Alarmed(long hospital, long aboveRoutine) {
    String percent() {
      return "hospital %.2f %%, above routine %.2f %%"
          .formatted(100.0 * hospital / PATIENTS, 100.0 * aboveRoutine / PATIENTS);
    }
  }

  @Test
  void listsAlarmNoMoreBenignPatientsThanTheWholeForm() {
    var overlooked = BenignPatients.overlookedInAList();
    for (var kind : BenignPatients.KINDS) {
      var benign = new BenignPatients(SEED, 1);
      var random = new Random(SEED);
      var patients = Stream.generate(() -> benign.answers(kind)).limit(PATIENTS).toList();
      var hurriedOnes = patients.stream().map(it -> hurried(it, overlooked, random)).toList();
      var whole = alarmed(patients, it -> knowledge.urgency(ShortRoute.wholeForm(it)));
      var careful = alarmed(patients, this::urgency);
      var hurried = alarmed(hurriedOnes, this::urgency);
      System.out.printf(
          "short intake, %d patients with benign %s: whole form %s; lists %s; %.0f %% of ticks"
              + " overlooked %s%n",
          PATIENTS, kind, whole.percent(), careful.percent(), overlooked, hurried.percent());
      for (var lists : List.of(careful, hurried)) {
        assertTrue(lists.hospital() <= whole.hospital(), kind);
        assertTrue(lists.aboveRoutine() <= whole.aboveRoutine(), kind);
      }
    }
  }

  private static Alarmed alarmed(
      List<Map<Fact, Value>> patients, Function<Map<Fact, Value>, Urgency> asked) {
    var urgencies = patients.parallelStream().map(asked).toList();
    return new Alarmed(
        urgencies.stream().filter(it -> it.compareTo(Urgency.EMERGENCY) >= 0).count(),
        urgencies.stream().filter(it -> it.compareTo(Urgency.ROUTINE) > 0).count());
  }

  private Urgency urgency(Map<Fact, Value> patient) {
    return knowledge.urgency(ShortRoute.of(knowledge, patient).intake());
  }

  private static Map<Fact, Value> hurried(
      Map<Fact, Value> patient, double overlooked, Random random) {
    var answers = new EnumMap<Fact, Value>(patient);
    answers.replaceAll(
        (fact, value) ->
            value == Presence.PRESENT
                    && Checklist.of(fact).isPresent()
                    && random.nextDouble() * 100 < overlooked
                ? Presence.ABSENT
                : value);
    return answers;
  }
}
