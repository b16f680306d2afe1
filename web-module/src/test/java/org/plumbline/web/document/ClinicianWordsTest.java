package org.plumbline.web.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.house.Codes;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.WrittenPatients;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.intake.ReadIntake;

/** Neither letter nor card shows the code of a fact or of a unit, whoever the patient is. */
class ClinicianWordsTest {
  private static final Clock CLOCK = Clock.fixed(WrittenPatients.AT, ZoneOffset.UTC);
  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  private final CardWriter writer =
      new CardWriter(CLOCK, ClinicSettings.DEFAULT, Drafts.of(ClinicSettings.DEFAULT, CLOCK));

  @Test
  void lettersAndCardsOfAllWrittenPatientsShowNoCode() {
    var faults = new TreeMap<String, String>();
    var patients = WrittenPatients.all();
    for (var patient : patients) {
      find(letter(patient), faults);
      card(patient).forEach(it -> find(it, faults));
    }
    System.out.println("words of clinicians: " + patients.size() + " patients, letter and card");
    assertEquals("", faults.keySet().stream().collect(Collectors.joining("\n")));
    assertTrue(patients.size() > 200);
  }

  private static void find(String text, TreeMap<String, String> faults) {
    for (var line : text.split("\n")) {
      Codes.in(line).forEach(code -> faults.put(code + " in: " + line, code));
    }
  }

  private static String letter(RecordedAssessment patient) {
    var head =
        new Letter.Head(
            "Clinic",
            Optional.empty(),
            "Dana Carter",
            WrittenPatients.AT.atZone(ZoneOffset.UTC),
            "1, knowledge 2");
    return new Letter(
            head, patient.intake(), patient.assessment(), List.of(), ClinicSettings.DEFAULT)
        .text();
  }

  /** What an EHR shows of a card. The name of a rule stands in code marks, as its reference. */
  private List<String> card(RecordedAssessment patient) {
    var read =
        new ReadIntake(
            PATIENT,
            new ResponseReference("QuestionnaireResponse/1"),
            WrittenPatients.AT,
            patient.intake(),
            0);
    var answered = new Answered(read, patient, Optional.empty());
    var outcome = new Outcome(Optional.of(answered), List.of(), true, List.of());
    var place = new CardWriter.Place(Hook.PATIENT_VIEW, PATIENT, false, "http://here", true);
    return writer.write(outcome, place).map(it -> shown(it.json())).orElse(List.of());
  }

  private static List<String> shown(JsonObject card) {
    var texts = new ArrayList<String>();
    texts.add(card.getString("summary"));
    texts.add(card.getString("detail").replaceAll("`[^`]*`", ""));
    if (card.containsKey("suggestions")) {
      for (var it : card.getJsonArray("suggestions").getValuesAs(JsonObject.class)) {
        texts.add(it.getString("label"));
        it.getJsonArray("actions")
            .getValuesAs(JsonObject.class)
            .forEach(action -> texts.add(action.getString("description")));
      }
    }
    return texts;
  }
}
