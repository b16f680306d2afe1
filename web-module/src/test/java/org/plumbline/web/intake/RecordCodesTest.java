package org.plumbline.web.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.kb.fact.Fact;

/** A record says the same by whichever code, system or name it says it. */
class RecordCodesTest {
  @ParameterizedTest
  @CsvSource({
    "http://snomed.info/sct, 363346000",
    "http://snomed.info/sct, 254837009",
    "http://snomed.info/sct/900000000000207008/version/20260101, 254837009",
    "urn:oid:2.16.840.1.113883.6.96, 254837009",
    "http://hl7.org/fhir/sid/icd-10, C50.9",
    "http://hl7.org/fhir/sid/icd-10-cm, C50.911",
    "http://hl7.org/fhir/sid/icd-10-cm, C50911",
    "urn:oid:2.16.840.1.113883.6.90, C50.911",
    "http://fhir.de/CodeSystem/bfarm/icd-10-gm, C50.9",
    "http://hl7.org/fhir/sid/icd-10-cm, C4A.9"
  })
  void cancerIsCancerByWhicheverCode(String system, String code) {
    assertTrue(Entries.say(Fact.CANCER_HISTORY, Entries.condition(system, code, "")));
  }

  @ParameterizedTest
  @CsvSource({
    "http://www.whocc.no/atc, B01AF02, ''",
    "http://fhir.de/CodeSystem/bfarm/atc, B01AF02, ''",
    "http://www.nlm.nih.gov/research/umls/rxnorm, 1364430, ''",
    "http://www.nlm.nih.gov/research/umls/rxnorm, 1364445, apixaban 5 MG Oral Tablet",
    "https://dmd.nhs.uk, 774624002, ''",
    "http://snomed.info/sct, 774624002, ''",
    "http://snomed.info/sct, 48603004, ''",
    "http://local.example/formulary, 17, Apixaban 5mg tablets"
  })
  void anticoagulantIsOneByWhicheverCodeOrName(String system, String code, String display) {
    assertTrue(Entries.say(Fact.ANTICOAGULANT, Entries.medicine(system, code, display, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Methotrexate 2.5 mg tablets",
        "tacrolimus 1 MG Oral Capsule",
        "Adalimumab 40 mg injection"
      })
  void immunosuppressantIsReadByItsName(String name) {
    assertTrue(
        Entries.say(
            Fact.IMMUNOSUPPRESSION, Entries.medicine("http://local.example", "1", name, "")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Tacrolimus 0.1% ointment", "Fluorouracil 5% cream", "Ciclosporin eye drops"})
  void whatStaysOnTheSkinIsNotTaken(String name) {
    assertEquals(
        List.of(), Entries.statements(Entries.medicine("http://local.example", "1", name, "")));
  }

  /** What the card says of an order is read by the same names of code systems. */
  @Test
  void codeSystemIsKnownByItsOtherNames() {
    assertEquals(
        List.of("http://hl7.org/fhir/sid/icd-10"),
        CodeSystems.readAs("http://hl7.org/fhir/sid/icd-10-nl"));
    assertEquals(List.of("http://unknown.example"), CodeSystems.readAs("http://unknown.example"));
    assertEquals("", CodeSystems.display("http://unknown.example"));
    assertEquals("SNOMED CT", CodeSystems.display("urn:oid:2.16.840.1.113883.6.96"));
  }
}
