package org.plumbline.web.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.web.intake.Unassessed.Kind;

/** What no rule reads and may matter all the same is named. */
class UnassessedTest {
  @Test
  void aspirinIsNoAnticoagulantAndAnotherPlateletInhibitorIsNamed() {
    var aspirin = Entries.medicine("http://www.whocc.no/atc", "B01AC06", "Aspirin 75 mg", "");
    assertEquals(List.of(), Entries.statements(aspirin));
    assertEquals(List.of(), Entries.read(aspirin).unassessed());
    for (var it :
        List.of(
            Entries.medicine("http://www.whocc.no/atc", "B01AC04", "", ""),
            Entries.medicine("http://www.nlm.nih.gov/research/umls/rxnorm", "32968", "", ""),
            Entries.medicine("http://local.example", "3", "Ticagrelor 90 mg", ""))) {
      assertEquals(List.of(), Entries.statements(it));
      assertEquals(
          List.of(Kind.PLATELET_INHIBITOR),
          Entries.read(it).unassessed().stream().map(Unassessed::kind).toList());
    }
  }

  @Test
  void whatNoRuleReadsAndMayBeATumourOrTheSpineIsNamed() {
    assertEquals(
        List.of(
            new Unassessed("Condition/c1", Kind.CANCER, Optional.of("ICD-10 D37.4")),
            new Unassessed("Condition/c1", Kind.BACK, Optional.of("SNOMED CT 12345"))),
        Entries.read(
                Entries.condition(
                    "http://snomed.info/sct", "12345", "Infection of lumbar vertebra"),
                Entries.condition("http://hl7.org/fhir/sid/icd-10-cm", "D37.4", ""))
            .unassessed());
    assertEquals(
        List.of(new Unassessed("Condition/c2", Kind.CANCER, Optional.empty())),
        Entries.read(
                "{\"resourceType\":\"Condition\",\"id\":\"c2\",\"code\":{\"text\":\"Ca mammae, lymphoma?\"}}")
            .unassessed());
  }

  @Test
  void whatWasJudgedToSayNothingAndOrdinaryBackPainAreNotNamed() {
    assertEquals(
        List.of(),
        Entries.read(
                Entries.condition(
                    "http://hl7.org/fhir/sid/icd-10-cm", "C44.91", "Basal cell carcinoma"),
                Entries.condition(
                    "http://snomed.info/sct", "254701007", "Basal cell carcinoma of skin"),
                Entries.condition(
                    "http://snomed.info/sct", "429740004", "Family history of breast cancer"),
                Entries.condition("http://hl7.org/fhir/sid/icd-10-cm", "M54.50", "Lumbar pain"),
                Entries.condition("http://hl7.org/fhir/sid/icd-10-cm", "J45", "Asthma"))
            .unassessed());
  }

  @Test
  void cardNamesNothingThatSomebodyTyped() {
    var typed =
        Entries.condition("http://snomed.info/sct", "<b>1</b>", "cancer of Mr Miller <script>");
    assertEquals(
        "Condition/c1: cancer or a tumour", Entries.read(typed).unassessed().get(0).shown());
  }

  private static String steroid(String days) {
    return Entries.medicine(
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        "8638",
        "",
        ",\"authoredOn\":\"2026-01-01\",\"dispenseRequest\":{\"numberOfRepeatsAllowed\":5%s}"
            .formatted(days));
  }

  @Test
  void steroidOfWhichNobodySaysForHowLongIsNamedUnlessAnotherAnswers() {
    var unsaid = steroid("");
    var named = new Unassessed("MedicationRequest/m1", Kind.STEROID, Optional.of("RxNorm 8638"));
    assertEquals(List.of(named), Entries.read(unsaid).unassessed());
    var days = ",\"expectedSupplyDuration\":{\"value\":%d,\"code\":\"d\"}";
    assertEquals(List.of(), Entries.read(steroid(days.formatted(1))).unassessed());
    assertEquals(List.of(), Entries.read(unsaid, steroid(days.formatted(30))).unassessed());
  }

  @Test
  void wordOfATumourInAMedicineOrAFindingIsNoTumour() {
    assertEquals(
        List.of(),
        Entries.read(
                Entries.medicine("http://local.example", "1", "Tumor marker kit", ""),
                "{\"resourceType\":\"Observation\",\"status\":\"final\",\"valueCodeableConcept\":{\"text\":\"Negative for malignancy\"}}")
            .unassessed());
  }

  @Test
  void oldTumourIsNamedAndAnOldStrainIsNot() {
    var past = ",\"clinicalStatus\":{\"coding\":[{\"code\":\"resolved\"}]},\"code\"";
    var tumour = Entries.condition("http://hl7.org/fhir/sid/icd-10", "D37.4", "");
    var spine = Entries.condition("http://hl7.org/fhir/sid/icd-10", "M46.4", "");
    assertEquals(
        List.of(Kind.CANCER),
        Entries.read(tumour.replaceFirst(",\"code\"", past), spine.replaceFirst(",\"code\"", past))
            .unassessed()
            .stream()
            .map(Unassessed::kind)
            .toList());
  }
}
