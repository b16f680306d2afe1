package org.plumbline.web.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;

class MedicinesTest {
  @Test
  void medicineIsReadWhereItIsContainedOrReferredTo() {
    var medicine =
        "{\"resourceType\":\"MedicationRequest\",\"status\":\"active\",%s\"medicationReference\":{%s}}";
    assertTrue(
        Entries.say(
            Fact.ANTICOAGULANT,
            medicine.formatted(
                "\"contained\":[{\"resourceType\":\"Medication\",\"id\":\"a\",\"code\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"B01AA03\"}]}}],",
                "\"reference\":\"#a\"")));
    assertTrue(
        Entries.say(
            Fact.ANTICOAGULANT,
            medicine.formatted(
                "", "\"reference\":\"Medication/9\",\"display\":\"warfarin 3 mg tablet\"")));
  }

  private static String steroid(String more) {
    return Entries.medicine(
        "http://www.nlm.nih.gov/research/umls/rxnorm",
        "8638",
        "",
        ",\"authoredOn\":\"2026-01-01\"" + more);
  }

  private static String bounds(String... days) {
    return ",\"dosageInstruction\":[%s]"
        .formatted(
            String.join(
                ",",
                List.of(days).stream()
                    .map(
                        it ->
                            "{\"timing\":{\"repeat\":{\"boundsDuration\":{\"value\":%s,\"code\":\"d\"}}}}"
                                .formatted(it))
                    .toList()));
  }

  @Test
  void steroidIsLongTermByWhateverSaysForHowLong() {
    assertTrue(Entries.say(Fact.STEROIDS_LONG_TERM, steroid(bounds("90"))));
    assertTrue(Entries.say(Fact.STEROIDS_LONG_TERM, steroid(bounds("60", "30"))));
    assertTrue(
        Entries.say(
            Fact.STEROIDS_LONG_TERM,
            steroid(
                ",\"dosageInstruction\":[{\"timing\":{\"repeat\":{\"boundsPeriod\":{\"start\":\"2026-05-01\",\"end\":\"2026-08-01\"}}}}]")));
    assertTrue(
        Entries.say(
            Fact.STEROIDS_LONG_TERM,
            steroid(
                ",\"dispenseRequest\":{\"numberOfRepeatsAllowed\":3,\"expectedSupplyDuration\":{\"value\":28,\"code\":\"d\"}}")));
    assertTrue(
        Entries.say(
            Fact.STEROIDS_LONG_TERM,
            "{\"resourceType\":\"MedicationDispense\",\"status\":\"completed\",\"whenHandedOver\":\"2026-06-01\",\"daysSupply\":{\"value\":90,\"code\":\"d\"},\"medicationCodeableConcept\":{\"text\":\"prednisolone 5 mg tablets\"}}"));
  }

  @Test
  void shortOrUnsaidCourseOfASteroidIsUnknownNeverNo() {
    assertEquals(List.of(), Entries.statements(steroid(bounds("5"))));
    assertEquals(
        List.of(),
        Entries.statements(steroid(",\"dispenseRequest\":{\"numberOfRepeatsAllowed\":5}")));
  }

  @Test
  void allergyToAnAntiInflammatoryIsRead() {
    var allergy =
        "{\"resourceType\":\"AllergyIntolerance\",\"id\":\"a1\",\"clinicalStatus\":\"active\",\"code\":{\"text\":\"%s\"}}";
    assertTrue(Entries.say(Fact.NSAID_SENSITIVE_ASTHMA, allergy.formatted("Ibuprofen")));
    assertEquals(List.of(), Entries.statements(allergy.formatted("Penicillin")));
  }

  /** What says for how long is one of many forms; one that we do not know refuses nothing. */
  @Test
  void dosageOfAnotherFormIsPassedOver() {
    assertEquals(List.of(), Entries.statements(steroid(",\"dosageInstruction\":\"daily\"")));
  }
}
