package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.link.IntakeLink;
import org.plumbline.resource.StoredResources;
import org.plumbline.triage.TriageService;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.PageSource;

class SubmissionTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00.123Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");
  private static final List<String> MARKS =
      List.of("saddle.numb", "calf-left.numb", "foot-right.numb", "flank-left.pain");

  private final IntakeReader reader = new IntakeReader(CLOCK, ClinicSettings.DEFAULT);
  private final Submission submission =
      new Submission(
          new PageSource(reader),
          new TriageService() {},
          new StoredResources() {},
          new Clinics() {
            @Override
            public Clinic of(Tenant tenant) {
              return new Clinic(tenant, ZONE, Optional.empty(), Duration.ofHours(24));
            }
          },
          CLOCK);
  private final IntakeLink link =
      new IntakeLink(
          UUID.fromString("7c1f1f6e-0000-4000-8000-000000000001"),
          new Tenant("clinic"),
          new PatientReference("Patient/1"),
          "code",
          NOW,
          NOW,
          "{}",
          1,
          Optional.empty(),
          Optional.empty());
  private final Random random = new Random(3);

  private String said(Question question) {
    var fact = question.fact();
    var number = (long) Math.min(fact.high(), Math.max(fact.low(), 1 + random.nextInt(50)));
    return switch (question.type()) {
      case CHOICE -> question.options().get(random.nextInt(question.options().size())).code();
      case INTEGER, DECIMAL -> String.valueOf(number);
      case QUANTITY ->
          number + " " + question.units().get(random.nextInt(question.units().size())).code();
      case DATE_TIME -> "2026-11-1%dT07:3%d".formatted(random.nextInt(10), random.nextInt(10));
    };
  }

  private Answers answers() {
    var answers = Answers.of("{}");
    for (var question : Form.load().questions()) {
      if (question.forPatient() && random.nextInt(4) > 0) {
        answers.put(question.linkId(), said(question));
      }
    }
    MARKS.stream().filter(it -> random.nextBoolean()).forEach(answers.marks()::add);
    return answers;
  }

  private Node kept(Answers answers) {
    var response = submission.response(link, answers, false, OffsetDateTime.ofInstant(NOW, ZONE));
    return new Node(
        "", JsonBody.parse(response.toString().getBytes(StandardCharsets.UTF_8)), new Faults());
  }

  @Test
  void whatIsKeptIsReadAsWhatWasAssessed() {
    var refused = new ArrayList<Answers>();
    for (var i = 0; i < 300; i++) {
      var answers = answers();
      try {
        var kept = reader.read(kept(answers), List.of(), Optional.empty()).intake();
        assertEquals(kept.statements(), submission.intake(link, answers).statements());
      } catch (IntakeRefused e) {
        refused.add(answers);
        assertThrows(IntakeRefused.class, () -> submission.intake(link, answers));
      }
    }
    assertTrue(refused.size() < 250, refused.size() + " of 300 were refused");
  }

  @Test
  void anAmountOutOfRangeAndASessionThatIsStillToComeAreRefused() {
    for (var said : List.of("duration-weeks=9999 mo", "hours-since-lift=2026-11-21T08:00")) {
      var answers = Answers.of("{}");
      answers.put(said.split("=")[0], said.split("=")[1]);
      assertThrows(IntakeRefused.class, () -> submission.intake(link, answers), said);
      assertThrows(
          IntakeRefused.class, () -> reader.read(kept(answers), List.of(), Optional.empty()), said);
    }
  }

  @Test
  void anAnswerToAQuestionThatIsNotAskedCountsForNothing() {
    var answers = Answers.of("{}");
    answers.put("sex", "male");
    answers.put("pregnancy", "Y");
    assertTrue(submission.intake(link, answers).statement(Fact.PREGNANCY).isEmpty());
  }
}
