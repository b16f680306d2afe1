package org.plumbline.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;

class PlainIntakeTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T12:00:00.5Z"), ZoneOffset.UTC);

  private final IntakeReader reader = new IntakeReader(CLOCK, ClinicSettings.DEFAULT);
  private final PlainIntake plain = new PlainIntake(reader, CLOCK);

  private ReadIntake read(String facts) {
    return plain.read(
        "{\"patient\":\"1\",\"answeredAt\":\"2026-11-20T08:00:00+01:00\",\"facts\":{%s}}"
            .formatted(facts)
            .getBytes(UTF_8));
  }

  private ReadIntake response(String items) {
    var body =
        """
        {"resourceType":"QuestionnaireResponse","questionnaire":"%s","status":"completed",
         "subject":{"reference":"Patient/1"},"authored":"2026-11-20T08:00:00+01:00","item":[%s]}
        """
            .formatted(reader.form().versioned(), items);
    return reader.read(
        new Node("", JsonBody.parse(body.getBytes(UTF_8)), new Faults()),
        List.of(),
        Optional.empty());
  }

  private List<String> faults(String body) {
    return assertThrows(IntakeRefused.class, () -> plain.read(body.getBytes(UTF_8)))
        .faults()
        .stream()
        .map(Fault::shown)
        .toList();
  }

  @Test
  void factsAreReadAsTheSameAnswersOfAForm() {
    var said =
        read(
            """
            "leg-pain":"present","sex":"unknown","age":40.0,"duration-weeks":2.5,
            "weakest-muscle-grade":3.5,"hours-since-lift":10.51""");
    var answered =
        response(
            """
            {"linkId":"leg-pain","answer":[{"valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/v2-0136","code":"Y"}}]},
            {"linkId":"sex","answer":[{"valueCoding":{"system":"http://terminology.hl7.org/CodeSystem/data-absent-reason","code":"unknown"}}]},
            {"linkId":"age","answer":[{"valueInteger":40}]},
            {"linkId":"duration-weeks","answer":[{"valueQuantity":{"value":2.5,"system":"http://unitsofmeasure.org","code":"wk"}}]},
            {"linkId":"weakest-muscle-grade","answer":[{"valueDecimal":3.5}]},
            {"linkId":"hours-since-lift","answer":[{"valueDateTime":"2026-11-19T21:29:24+01:00"}]}""");
    assertEquals(answered.response(), said.response());
    assertEquals(answered.answeredAt(), said.answeredAt());
    assertEquals(answered.intake().statements(), said.intake().statements());
  }

  @Test
  void everythingThatIsWrongIsNamedWhereItStands() {
    assertEquals(
        List.of(
            "patient is not an id; expected 1 to 64 letters, digits, hyphens and dots",
            "answeredAt is no date with time and zone",
            "facts.leg-pain is Y; expected one of present, absent, unknown",
            "facts.age is 40.5; expected a whole number",
            "facts.pain-now pain-now is 14; expected 0 to 10",
            "facts.nothing is no code of a fact; see /api/questionnaire",
            "more is not known; expected patient, answeredAt or facts"),
        faults(
            """
            {"patient":"a b","answeredAt":"today","more":1,
             "facts":{"leg-pain":"Y","age":40.5,"pain-now":14,"nothing":1}}"""));
  }

  @Test
  void answersOfTheFutureAreRefused() {
    assertEquals(
        List.of("authored is in the future"),
        faults("{\"patient\":\"1\",\"answeredAt\":\"2026-11-20T12:15:01Z\",\"facts\":{}}"));
  }

  @Test
  void aSessionBeforeTheYearZeroIsRefused() {
    assertEquals(
        List.of(
            "facts.hours-since-lift is -0001-12-31T23:00Z; expected a date, or a date with time and zone"),
        faults(
            "{\"patient\":\"1\",\"answeredAt\":\"0000-01-01T00:00:00Z\",\"facts\":{\"hours-since-lift\":1}}"));
  }
}
