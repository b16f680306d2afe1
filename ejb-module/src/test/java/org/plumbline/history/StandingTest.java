package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

/** Nothing erases an emergency but a clinician; tried on histories of patients that were drawn. */
class StandingTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final int PATIENTS = 750;
  private static final List<String> RULES = List.of("saddle", "aorta", "fever", "drop", "night");
  private static final List<Urgency> OF_RULES =
      List.of(
          Urgency.EMERGENCY,
          Urgency.AMBULANCE,
          Urgency.EMERGENCY,
          Urgency.SAME_DAY,
          Urgency.URGENT);

  /** One assessment of a history, as the test remembers it. */
  private record Told(
      UUID id, int number, Instant at, Urgency urgency, boolean unfinished, Set<String> flags) {
    Set<String> hospital() {
      return flags.stream()
          .filter(it -> OF_RULES.get(RULES.indexOf(it)).compareTo(Urgency.EMERGENCY) >= 0)
          .collect(Collectors.toSet());
    }

    boolean covers(Told earlier) {
      return !at.isBefore(earlier.at())
          && urgency.compareTo(earlier.urgency()) >= 0
          && (earlier.unfinished() || !unfinished)
          && flags.containsAll(earlier.hospital());
    }

    boolean later(Told other) {
      return at.isAfter(other.at()) || (at.equals(other.at()) && number > other.number());
    }
  }

  private final Random random = new Random(11);

  private static Standing standing(Kept kept) {
    var standing = new Standing(Clock.fixed(NOW, ZoneOffset.UTC), kept.conclusions());
    kept.give(standing);
    return standing;
  }

  private Told told(Kept kept, String patient, int number) {
    var flags = new HashSet<String>();
    var urgency = Urgency.SELF_CARE;
    for (var i = 0; i < RULES.size(); i++) {
      if (random.nextInt(4) == 0) {
        flags.add(RULES.get(i));
        urgency = OF_RULES.get(i).compareTo(urgency) > 0 ? OF_RULES.get(i) : urgency;
      }
    }
    var at = NOW.minus(Duration.ofHours(random.nextInt(16 * 24)));
    var unfinished = random.nextInt(3) == 0;
    var id =
        kept.add(
            patient,
            at,
            urgency.code(),
            unfinished,
            "PATIENT_LINK",
            "QuestionnaireResponse/" + random.nextInt(3),
            flags.stream().map(it -> it + "." + OF_RULES.get(RULES.indexOf(it)).code()).toList());
    return new Told(id, number, at, urgency, unfinished, flags);
  }

  @Test
  void nothingErasesAnEmergencyButAClinician() {
    var stood = 0;
    var settled = 0;
    try (var kept = Kept.empty()) {
      var standing = standing(kept);
      for (var p = 0; p < PATIENTS; p++) {
        var patient = "Patient/" + p;
        var history = new ArrayList<Told>();
        var touched = new HashSet<UUID>();
        for (var i = 0; i < 1 + random.nextInt(5); i++) {
          history.add(told(kept, patient, i));
        }
        for (var it : history) {
          switch (random.nextInt(12)) {
            case 0 -> {
              kept.decide(it.id());
              touched.add(it.id());
            }
            case 1 -> {
              kept.feedback(it.id(), "overridden", true);
              touched.add(it.id());
            }
            case 2 -> kept.feedback(it.id(), "overridden", false);
            case 3 -> kept.feedback(it.id(), "accepted", false);
            default -> {}
          }
        }
        var shown =
            standing.of(Kept.TENANT, new PatientReference(patient)).stream()
                .map(it -> it.id().orElseThrow().value())
                .toList();
        assertEquals(expected(history, touched), Set.copyOf(shown), patient);
        for (var it : history) {
          if (it.urgency().compareTo(Urgency.EMERGENCY) >= 0 && counts(it)) {
            for (var flag : it.hospital()) {
              var isShown =
                  history.stream()
                      .anyMatch(s -> shown.contains(s.id()) && s.flags().contains(flag));
              var isJudged =
                  history.stream()
                      .anyMatch(
                          s ->
                              touched.contains(s.id())
                                  && s.flags().contains(flag)
                                  && !s.at().isBefore(it.at()));
              assertTrue(isShown || isJudged, patient + " lost " + flag);
              stood += isShown ? 1 : 0;
              settled += isJudged ? 1 : 0;
            }
          }
        }
      }
    }
    assertTrue(stood > 250 && settled > 75, stood + " " + settled);
  }

  private static boolean counts(Told it) {
    return !it.at().isBefore(NOW.minus(Undecided.COUNTS));
  }

  private static Set<UUID> expected(List<Told> history, Set<UUID> touched) {
    return history.stream()
        .filter(it -> Undecided.stays(it.urgency()) && counts(it))
        .filter(it -> history.stream().noneMatch(s -> s.covers(it) && touched.contains(s.id())))
        .filter(it -> history.stream().noneMatch(s -> s.covers(it) && s.later(it)))
        .map(Told::id)
        .collect(Collectors.toSet());
  }

  /** Each call of a patient reads what stays; drafts that are saved at each tap are hundreds. */
  @Test
  void ofManyTheGravestAreTold() {
    try (var kept = Kept.empty()) {
      for (var i = 0; i < Standing.MOST + 20; i++) {
        var gravest = i == 3;
        kept.add(
            "Patient/1",
            NOW.minus(Duration.ofHours(Standing.MOST + 20 - i)),
            gravest ? "ambulance" : "emergency",
            true,
            "CDS_HOOKS",
            "QuestionnaireResponse/" + i,
            List.of("rule-" + i + (gravest ? ".ambulance" : ".emergency")));
      }
      var told = standing(kept).of(Kept.TENANT, new PatientReference("Patient/1"));
      assertEquals(Standing.MOST, told.size());
      assertEquals(Urgency.AMBULANCE, told.get(0).urgency());
      assertEquals(NOW.minus(Duration.ofHours(1)), told.get(1).answeredAt());
    }
  }

  @Test
  void anExaminationTakesThePlaceOfWhatWasExamined() {
    try (var kept = Kept.empty()) {
      var at = NOW.minusSeconds(7200);
      var first = kept.assessment("Patient/1", at, "emergency", "saddle");
      kept.assessment("Patient/1", at.plusSeconds(60), "routine");
      var standing = standing(kept);
      var patient = new PatientReference("Patient/1");
      assertEquals(first, standing.of(Kept.TENANT, patient).get(0).id().orElseThrow().value());
      kept.examination("Patient/1", NOW, "routine", first, List.of());
      assertEquals(List.of(), standing.of(Kept.TENANT, patient));
      // The chart is opened again: the answers of then are assessed as before.
      kept.add(
          "Patient/1",
          at,
          "emergency",
          false,
          "CDS_HOOKS",
          "QuestionnaireResponse/0",
          List.of("saddle"));
      assertEquals(List.of(), standing.of(Kept.TENANT, patient));
    }
  }

  @Test
  void whatStaysIsWhatEscalates() {
    assertEquals(List.of("same-day", "emergency", "ambulance"), Undecided.staying());
  }
}
