package org.plumbline.web.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Trend;

class IntakeReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String AUTHORED = "2026-11-20T08:00:00+01:00";

  private final IntakeReader reader =
      new IntakeReader(Clock.fixed(NOW, ZoneOffset.UTC), ClinicSettings.DEFAULT);
  private final Faults faults = new Faults();

  private Node node(String json) {
    return new Node("", JsonBody.parse(json.getBytes(StandardCharsets.UTF_8)), faults);
  }

  private Node response(String... items) {
    return node(
        """
        {"resourceType":"QuestionnaireResponse","id":"q1","questionnaire":"%s|%s","status":"completed",
         "subject":{"reference":"http://ehr.example/fhir/Patient/1"},"authored":"%s","item":[%s]}
        """
            .formatted(
                reader.form().canonical(),
                reader.form().version(),
                AUTHORED,
                String.join(",", items)));
  }

  private static String coded(String linkId, String code) {
    return "{\"linkId\":\"%s\",\"answer\":[{\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"%s\"}}]}"
        .formatted(linkId, code);
  }

  private static String answered(String linkId, String value) {
    return "{\"linkId\":\"%s\",\"answer\":[{%s}]}".formatted(linkId, value);
  }

  private static String amount(String linkId, String value, String code) {
    return answered(
        linkId,
        "\"valueQuantity\":{\"value\":%s,\"system\":\"http://unitsofmeasure.org\",\"code\":\"%s\"}"
            .formatted(value, code));
  }

  private ReadIntake read(Node response, String... record) {
    return reader.read(
        response,
        List.of(record).stream().map(this::node).toList(),
        Optional.of(new PatientReference("Patient/1")));
  }

  @Test
  void yesIsPresentNoIsAbsentAndUnansweredIsUnknown() {
    var intake =
        read(response(coded("saddle-numbness", "Y"), coded("bladder-retention", "N"))).intake();
    assertEquals(Presence.PRESENT, intake.saddleNumbness());
    assertEquals(Presence.ABSENT, intake.bladderRetention());
    assertEquals(Presence.UNKNOWN, intake.bowelIncontinence());
  }

  @ParameterizedTest
  @ValueSource(strings = {"asked-unknown", "asked-declined", "unknown"})
  void reasonForAnAbsentAnswerIsUnknown(String reason) {
    var item =
        answered(
            "saddle-numbness",
            "\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/data-absent-reason\",\"code\":\"%s\"}"
                .formatted(reason));
    assertEquals(Presence.UNKNOWN, read(response(item)).intake().saddleNumbness());
  }

  @Test
  void everyFactKeepsWhereItCameFrom() {
    var from =
        read(response(coded("saddle-numbness", "Y")))
            .intake()
            .statement(Fact.SADDLE_NUMBNESS)
            .orElseThrow()
            .from();
    assertEquals("QuestionnaireResponse/q1", from.resource());
    assertEquals(Optional.of("saddle-numbness"), from.linkId());
    assertEquals(Instant.parse("2026-11-20T07:00:00Z"), from.at());
  }

  @ParameterizedTest
  @CsvSource({"2026-11-19T02:00:00+01:00, 30", "2026-11-20T06:45:00Z, 0.25", "2026-11-19, 32"})
  void endOfTheSessionBecomesHoursAtTheMomentOfTheAnswer(String ended, double hours) {
    assertEquals(
        hours,
        read(response(answered("hours-since-lift", "\"valueDateTime\":\"" + ended + "\"")))
            .intake()
            .hoursSinceLift());
  }

  @ParameterizedTest
  @CsvSource({
    "temperature, 100.4, [degF], 38",
    "temperature, 38, Cel, 38",
    "duration-weeks, 14, d, 2",
    "working-weight, 220.46226218, [lb_av], 99.9999999997",
    "post-void-residual, 0.2, L, 200"
  })
  void unitsAreConvertedToThatOfTheFact(String linkId, String value, String unit, double expected) {
    var read = read(response(amount(linkId, value, unit))).intake();
    assertEquals(
        expected, Double.parseDouble(read.value(Fact.of(linkId).orElseThrow()).stored()), 1e-6);
  }

  /** Three days are 72 hours however they are said; a rounded conversion once lost the bound. */
  @ParameterizedTest
  @CsvSource({
    "1, d, 24",
    "2, d, 48",
    "3, d, 72",
    "4, d, 96",
    "5, d, 120",
    "6, d, 144",
    "7, d, 168",
    "10, d, 240",
    "14, d, 336",
    "21, d, 504",
    "42, d, 1008",
    "84, d, 2016",
    "1, wk, 168",
    "3, wk, 504",
    "6, wk, 1008",
    "12, wk, 2016",
    "1, mo, 730.48",
    "3, mo, 2191.46"
  })
  void aSpellIsComparedInHoursHoweverItWasSaid(String value, String unit, double hours) {
    var read = read(response(amount("duration-weeks", value, unit))).intake();
    assertEquals(hours, read.durationHours());
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-17T07:00:00Z, 72",
    "2026-11-18T07:00:00Z, 48",
    "2026-11-17T07:00:30Z, 71.98"
  })
  void aSessionIsComparedInHoursToTheHundredth(String ended, double hours) {
    assertEquals(
        hours,
        read(response(answered("hours-since-lift", "\"valueDateTime\":\"" + ended + "\"")))
            .intake()
            .hoursSinceLift());
  }

  @Test
  void choicesAreRead() {
    var system =
        reader
            .form()
            .canonical()
            .replace("Questionnaire/low-back-intake", "CodeSystem/low-back-fact-options");
    var item =
        answered(
            "trend",
            "\"valueCoding\":{\"system\":\"%s\",\"code\":\"worsening\"}".formatted(system));
    assertEquals(Trend.WORSENING, read(response(item)).intake().trend());
  }

  @ParameterizedTest
  @CsvSource({"1990-11-20, 36", "1990-11-21, 35"})
  void ageIsInWholeYearsOnTheDayOfTheAnswers(String birthDate, double age) {
    var patient =
        "{\"resourceType\":\"Patient\",\"id\":\"1\",\"gender\":\"female\",\"birthDate\":\"%s\"}"
            .formatted(birthDate);
    assertEquals(age, read(response(), patient).intake().age());
  }

  @Test
  void birthYearAloneGivesNoAge() {
    assertTrue(
        read(response(), "{\"resourceType\":\"Patient\",\"id\":\"1\",\"birthDate\":\"1976\"}")
            .intake()
            .ageUnknown());
  }

  private static String condition(String code, String more) {
    return "{\"resourceType\":\"Condition\",\"id\":\"c1\",\"subject\":{\"reference\":\"Patient/1\"},\"code\":{\"coding\":[{\"system\":\"http://hl7.org/fhir/sid/icd-10-cm\",\"code\":\"%s\"}]}%s}"
        .formatted(code, more);
  }

  private static String status(String element, String code) {
    return ",\"%s\":{\"coding\":[{\"code\":\"%s\"}]}".formatted(element, code);
  }

  @Test
  void recordMakesAFactPresent() {
    var intake = read(response(), condition("C50.911", "")).intake();
    assertEquals(Presence.PRESENT, intake.cancerHistory());
    assertEquals(
        "Condition/c1", intake.statement(Fact.CANCER_HISTORY).orElseThrow().from().resource());
  }

  @Test
  void skinCancerOtherThanMelanomaIsNotReadAsCancer() {
    assertEquals(
        Presence.UNKNOWN, read(response(), condition("C44.91", "")).intake().cancerHistory());
  }

  @ParameterizedTest
  @ValueSource(strings = {"refuted", "entered-in-error"})
  void refutedConditionsAreIgnored(String verification) {
    assertEquals(
        Presence.UNKNOWN,
        read(response(), condition("C50.911", status("verificationStatus", verification)))
            .intake()
            .cancerHistory());
  }

  @Test
  void pastPregnancyIsNotAPregnancyButPastCancerIsAHistory() {
    assertEquals(
        Presence.UNKNOWN,
        read(response(), condition("Z34.0", status("clinicalStatus", "resolved")))
            .intake()
            .pregnancy());
    assertEquals(
        Presence.PRESENT,
        read(response(), condition("C61", status("clinicalStatus", "resolved")))
            .intake()
            .cancerHistory());
  }

  @Test
  void unmappedCodesAreCounted() {
    assertEquals(1, read(response(), condition("J45", "")).unread());
  }

  @Test
  void recordAgainstAnswerIsAContradictionAndThePresentOneIsRead() {
    var intake = read(response(coded("cancer-history", "N")), condition("C61", "")).intake();
    assertEquals(Presence.PRESENT, intake.cancerHistory());
    assertEquals(1, intake.contradictions().size());
  }

  @Test
  void medicationMakesAFactPresentOnlyWhileItIsTaken() {
    var medication =
        "{\"resourceType\":\"MedicationStatement\",\"status\":\"%s\",\"subject\":{\"reference\":\"Patient/1\"},\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"B01AF01\"}]}}";
    assertEquals(
        Presence.PRESENT,
        read(response(), medication.formatted("active")).intake().anticoagulant());
    assertEquals(
        Presence.UNKNOWN,
        read(response(), medication.formatted("stopped")).intake().anticoagulant());
  }

  private static String observation(String code, String value, String unit, String at) {
    return "{\"resourceType\":\"Observation\",\"id\":\"o1\",\"status\":\"final\",\"subject\":{\"reference\":\"Patient/1\"},\"effectiveDateTime\":\"%s\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\",\"code\":\"%s\"}]},\"valueQuantity\":{%s,\"system\":\"http://unitsofmeasure.org\",\"code\":\"%s\"}}"
        .formatted(at, code, value, unit);
  }

  @Test
  void currentObservationIsAReadingAndAnOldOneIsNot() {
    assertEquals(
        38.5,
        read(response(), observation("8310-5", "\"value\":38.5", "Cel", "2026-11-20T06:00:00Z"))
            .intake()
            .temperature());
    assertTrue(
        read(response(), observation("8310-5", "\"value\":38.5", "Cel", "2026-11-10T06:00:00Z"))
            .intake()
            .temperatureUnknown());
  }

  @Test
  void worseOfTwoReadingsIsRead() {
    var response = response(amount("temperature", "37.0", "Cel"));
    var intake =
        read(response, observation("8310-5", "\"value\":38.5", "Cel", "2026-11-20T06:00:00Z"))
            .intake();
    assertEquals(38.5, intake.temperature());
    assertTrue(intake.contradictory());
  }

  @Test
  void openUpwardAmountOfALaboratoryCountsAsItsBound() {
    assertEquals(
        20000.0,
        read(
                response(),
                observation(
                    "2157-6",
                    "\"value\":20000,\"comparator\":\">\"",
                    "U/L",
                    "2026-11-20T06:00:00Z"))
            .intake()
            .creatineKinase());
    assertTrue(
        read(
                response(),
                observation(
                    "2157-6", "\"value\":500,\"comparator\":\"<\"", "U/L", "2026-11-20T06:00:00Z"))
            .intake()
            .creatineKinaseUnknown());
  }

  private static String medication(String resource, String code, String more) {
    return "{\"resourceType\":\"%s\",\"status\":\"active\",\"subject\":{\"reference\":\"Patient/1\"},\"medicationCodeableConcept\":{\"coding\":[{\"system\":\"http://www.whocc.no/atc\",\"code\":\"%s\"}]}%s}"
        .formatted(resource, code, more);
  }

  @Test
  void aspirinIsNoAnticoagulant() {
    assertEquals(
        Presence.UNKNOWN,
        read(response(), medication("MedicationStatement", "B01AC06", ""))
            .intake()
            .anticoagulant());
    assertEquals(
        Presence.PRESENT,
        read(response(), medication("MedicationStatement", "B01AA03", ""))
            .intake()
            .anticoagulant());
  }

  private static String steroids(String from, int days, int repeats) {
    return medication(
        "MedicationRequest",
        "H02AB06",
        ",\"authoredOn\":\"%s\",\"dispenseRequest\":{\"numberOfRepeatsAllowed\":%d,\"expectedSupplyDuration\":{\"value\":%d,\"code\":\"d\"}}"
            .formatted(from, repeats, days));
  }

  @Test
  void steroidsAreLongTermWhenTheirCoursesAreThreeMonthsTogether() {
    var one = medication("MedicationRequest", "H02AB06", ",\"authoredOn\":\"2026-01-01\"");
    assertEquals(Presence.UNKNOWN, read(response(), one).intake().steroidsLongTerm());
    assertEquals(1, read(response(), one).unread());
    assertEquals(
        Presence.UNKNOWN,
        read(response(), steroids("2026-01-01", 60, 0), steroids("2026-01-31", 59, 0))
            .intake()
            .steroidsLongTerm(),
        "what overlaps counts once");
    assertEquals(
        Presence.PRESENT,
        read(response(), steroids("2026-01-01", 60, 0), steroids("2026-06-01", 30, 0))
            .intake()
            .steroidsLongTerm());
    assertEquals(
        Presence.PRESENT,
        read(response(), steroids("2026-01-01", 30, 2)).intake().steroidsLongTerm());
    assertEquals(
        Presence.PRESENT,
        read(
                response(),
                medication(
                    "MedicationStatement",
                    "H02AB06",
                    ",\"effectivePeriod\":{\"start\":\"2026-08-20\"}"))
            .intake()
            .steroidsLongTerm(),
        "still taken, for 92 days");
  }

  @Test
  void aClotIsKnownForEverAndABirthForThreeMonths() {
    assertEquals(Presence.PRESENT, read(response(), condition("I26.9", "")).intake().clotRisk());
    assertEquals(
        Presence.PRESENT,
        read(response(), condition("O80", ",\"recordedDate\":\"2026-09-20\"")).intake().clotRisk());
    assertEquals(
        Presence.UNKNOWN,
        read(response(), condition("O80", ",\"recordedDate\":\"2026-07-20\"")).intake().clotRisk());
    assertEquals(Presence.UNKNOWN, read(response(), condition("O80", "")).intake().clotRisk());
    assertEquals(
        Presence.PRESENT,
        read(response(), condition("R56.8", ",\"onsetDateTime\":\"2026-11-10\""))
            .intake()
            .seizure());
    assertEquals(
        Presence.PRESENT,
        read(response(), medication("MedicationStatement", "G03AA07", "")).intake().oestrogen());
  }

  @Test
  void theNewestVitalSignIsReadAndAnOlderOneIsNoContradiction() {
    var morning = observation("8867-4", "\"value\":72", "/min", "2026-11-20T05:00:00Z");
    var later = observation("8867-4", "\"value\":135", "/min", "2026-11-20T06:30:00Z");
    var intake = read(response(), later, morning).intake();
    assertEquals(135.0, intake.heartRate());
    assertTrue(!intake.contradictory());
    var measured = read(response(amount("heart-rate", "90", "/min")), later).intake();
    assertEquals(90.0, measured.heartRate());
    assertTrue(!measured.contradictory());
  }

  @Test
  void aBloodPressureIsReadFromItsComponents() {
    var panel =
        """
        {"resourceType":"Observation","id":"bp","status":"final","subject":{"reference":"Patient/1"},"effectiveDateTime":"2026-11-20T06:00:00Z",
         "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"component":[
          {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":60,"system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
          {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":88,"system":"http://unitsofmeasure.org","code":"mm[Hg]"}}]}""";
    var read = read(response(), panel);
    assertEquals(88.0, read.intake().systolicPressure());
    assertEquals(0, read.unread());
  }

  @Test
  void resourceOfAnotherPatientIsRefused() {
    var foreign = "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"Patient/2\"}}";
    var refused = assertThrows(IntakeRefused.class, () -> read(response(), foreign));
    assertEquals("is about another patient than the response", refused.faults().get(0).what());
  }

  private ReadIntake readContaining(String contained) {
    var json = response().json().toString();
    return read(node(json.substring(0, json.length() - 1) + ",\"contained\":[" + contained + "]}"));
  }

  @Test
  void containedResourceOfAnotherPatientIsRefused() {
    for (var foreign :
        List.of(
            "{\"resourceType\":\"Patient\",\"id\":\"2\"}",
            "{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"#2\"}}")) {
      var refused = assertThrows(IntakeRefused.class, () -> readContaining(foreign));
      assertTrue(
          refused.faults().stream()
              .anyMatch(
                  it ->
                      it.where().equals("contained[0]")
                          && it.what().equals("is about another patient than the response")));
    }
  }

  @Test
  void containedHistoryOfThePatientIsRead() {
    assertEquals(
        Presence.PRESENT,
        readContaining(condition("C61", "").replace("Patient/1", "#1")).intake().cancerHistory());
  }

  @Test
  void everyFaultIsNamed() {
    var refused =
        assertThrows(
            IntakeRefused.class,
            () ->
                read(
                    response(answered("pain-now", "\"valueInteger\":14"), coded("nonsense", "Y"))));
    assertEquals(
        List.of(
            "pain-now is 14; expected 0 to 10",
            "is nonsense, which the Questionnaire does not have"),
        refused.faults().stream().map(Fault::what).toList());
  }

  @Test
  void newestOfSeveralResponsesIsTakenByTimeAndNotByText() {
    var earlier =
        node(
            "{\"id\":\"a\",\"questionnaire\":\"%s\",\"authored\":\"2026-11-20T09:00:00+05:00\"}"
                .formatted(reader.form().canonical()));
    var later =
        node(
            "{\"id\":\"b\",\"questionnaire\":\"%s\",\"authored\":\"2026-11-20T08:00:00Z\"}"
                .formatted(reader.form().canonical()));
    var other =
        node(
            "{\"id\":\"c\",\"questionnaire\":\"http://example.org/other\",\"authored\":\"2026-11-20T11:00:00Z\"}");
    assertEquals("b", reader.ours(List.of(earlier, other, later)).get(0).text("id").orElseThrow());
  }

  private ReadIntake readable(String response, String... record) {
    return reader.readable(
        node(response),
        List.of(record).stream().map(this::node).toList(),
        new PatientReference("Patient/1"));
  }

  private static String yes(String linkId) {
    return coded(linkId, "Y");
  }

  private List<String> missed(ReadIntake read) {
    return read.missed().stream().map(Missed::shown).toList();
  }

  /** A no is believed only when all that was said to the question could be read. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{\"valueString\":\"Y\"}]",
        "[{\"valueCoding\":{\"code\":\"N\"}}]",
        "[{\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"n\"}}]",
        "[{\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"N\"}},{}]",
        "{\"valueCoding\":{\"system\":\"http://terminology.hl7.org/CodeSystem/v2-0136\",\"code\":\"N\"}}",
        "[null]",
        "7"
      })
  void answerThatCannotBeReadIsUnknownAndNamed(String answer) {
    var json =
        response(
                "{\"linkId\":\"leg-weakness\",\"answer\":%s}".formatted(answer),
                yes("saddle-numbness"))
            .json()
            .toString();
    var read = readable(json);
    assertEquals(Presence.UNKNOWN, read.intake().legWeakness());
    assertEquals(Presence.PRESENT, read.intake().saddleNumbness());
    assertEquals(List.of(Missed.answerTo(Fact.LEG_WEAKNESS)), read.missed());
    assertThrows(IntakeRefused.class, () -> read(node(json)));
  }

  @Test
  void ofTwoAnswersThePresentOneIsRead() {
    var read =
        readable(response(coded("leg-weakness", "N"), yes("leg-weakness")).json().toString());
    assertEquals(Presence.PRESENT, read.intake().legWeakness());
    assertEquals(List.of(Missed.answerTo(Fact.LEG_WEAKNESS)), read.missed());
  }

  @ParameterizedTest
  @CsvSource({
    "'\"authored\":\"2026-11-20T08:00:00+01:00\"', '\"authored\":\"2026-11-19\"', the moment of the answers",
    "'\"authored\":\"2026-11-20T08:00:00+01:00\"', '\"authored\":\"2026-11-20T12:20:00Z\"', the moment of the answers",
    "'\"authored\":\"2026-11-20T08:00:00+01:00\"', '\"x\":1', the moment of the answers",
    "'\"authored\":\"2026-11-20T08:00:00+01:00\"', '\"authored\":\"0001-01-01T00:00:00Z\"', the moment of the answers",
    "'\"status\":\"completed\"', '\"status\":\"done\"', whether the answers are finished",
    "'\"status\":\"completed\"', '\"x\":1', whether the answers are finished",
    "'\"subject\":{\"reference\":\"http://ehr.example/fhir/Patient/1\"}', '\"subject\":{\"identifier\":{\"value\":\"a\"}}', whose answers they are",
    "'\"subject\":{\"reference\":\"http://ehr.example/fhir/Patient/1\"}', '\"x\":1', whose answers they are"
  })
  void headThatCannotBeReadIsMissedAndNotAllThatWasSaid(String was, String becomes, String missed) {
    var json = response(yes("saddle-numbness")).json().toString();
    assertTrue(json.contains(was), json);
    var read = readable(json.replace(was, becomes));
    assertEquals(Presence.PRESENT, read.intake().saddleNumbness());
    assertEquals(List.of(missed), missed(read));
  }

  @Test
  void hoursAreNotCountedFromADayAlone() {
    var json =
        response(answered("hours-since-lift", "\"valueDateTime\":\"2026-11-19T02:00:00Z\""))
            .json()
            .toString()
            .replace(AUTHORED, "2026-11-20");
    assertTrue(readable(json).intake().hoursSinceLiftUnknown());
    assertEquals(2, readable(json).missed().size());
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"resourceType\":\"Patient\",\"id\":\"1\",\"birthDate\":\"1900-01-01\"}', birth date",
    "'{\"resourceType\":\"Patient\",\"id\":\"1\",\"birthDate\":\"1991-04-02T00:00:00\"}', birth date",
    "'{\"resourceType\":\"Patient\",\"id\":\"1\",\"gender\":\"M\"}', sex",
    "'{\"resourceType\":\"Patient\",\"id\":\"2\"}', an entry of the record",
    "'{\"resourceType\":\"Condition\",\"subject\":{\"reference\":\"urn:uuid:1\"}}', an entry of the record",
    "'{\"resourceType\":\"Condition\",\"code\":[]}', an entry of the problem list",
    "'{\"x\":1}', an entry of the record"
  })
  void recordThatCannotBeReadIsMissed(String resource, String missed) {
    assertEquals(List.of(missed), missed(readable(response().json().toString(), resource)));
  }

  /** Before FHIR R4 the status of a condition was a text. */
  @Test
  void statusOfAnOlderVersionIsRead() {
    var refuted = condition("C61", ",\"verificationStatus\":\"refuted\"");
    var read = readable(response().json().toString(), refuted);
    assertEquals(Presence.UNKNOWN, read.intake().cancerHistory());
    assertEquals(List.of(), read.missed());
  }

  @Test
  void whatNamesAnotherPatientOrChangesTheMeaningIsNotRead() {
    var json = response(yes("saddle-numbness")).json().toString();
    for (var other :
        List.of(
            json.replace("Patient/1", "Patient/2"),
            json.replace(
                "\"status\"", "\"modifierExtension\":[{\"url\":\"http://x\"}],\"status\""))) {
      assertThrows(IntakeRefused.class, () -> readable(other));
    }
    assertEquals(
        List.of(),
        readable(json.replace("\"status\"", "\"modifierExtension\":[],\"status\"")).missed());
  }
}
