package org.plumbline.web.screen.patient;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ejb.EJBException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.audit.AuditTrail;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.history.Standing;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Question;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;
import org.plumbline.triage.TriageService;
import org.plumbline.web.FakeRequest;
import org.plumbline.web.Hand;
import org.plumbline.web.Milder;
import org.plumbline.web.document.Handouts;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.PageSource;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Assets;

/** The questions as a patient meets them, without a server and with a store in memory. */
class IntakePagesTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAAAA";
  private static final String DEVICE = "KKKKKKKKKKKKKKKKKKKKKKKK";

  /** Every question of the second step, which asks for the signs of danger. */
  private static final Map<String, String> NO_DANGER =
      PatientForm.load().step(PatientForm.stepOfSigns()).stream()
          .flatMap(it -> it.questions().stream())
          .filter(Question::finding)
          .collect(LinkedHashMap::new, (all, it) -> all.put(it.linkId(), "N"), Map::putAll);

  @TempDir Path folder;

  private final Hand clock = new Hand(Instant.parse("2026-11-28T10:00:00Z"));
  private final List<Intake> recorded = new ArrayList<>();
  private boolean databaseAway;
  private IntakeLink link =
      new IntakeLink(
          new UUID(0, 1),
          Tenant.DEMO,
          new PatientReference("Patient/1"),
          "CODE2345",
          clock.instant(),
          clock.instant().plusSeconds(3600),
          "{}",
          0,
          Optional.empty(),
          Optional.empty());

  private final class Links extends IntakeLinks {
    @Override
    public void keep(IntakeLink it, SoFar soFar) {
      if (databaseAway) {
        throw new EJBException("away");
      }
      link =
          new IntakeLink(
              it.id(),
              it.tenant(),
              it.patient(),
              it.code(),
              it.createdAt(),
              it.expiresAt(),
              soFar.answers(),
              it.version() + 1,
              soFar.finished() ? Optional.of(clock.instant()) : Optional.empty(),
              soFar.assessment().or(it::assessment));
    }
  }

  private final class Recordings extends Assessments {
    @Override
    public AssessmentId add(AssessmentId id, Visit visit, Intake intake, Assessment assessment) {
      if (databaseAway) {
        throw new EJBException("away");
      }
      recorded.add(intake);
      return id;
    }
  }

  private IntakePages pages() {
    var reader = new IntakeReader(clock, ClinicSettings.DEFAULT);
    var assessments = new Recordings();
    var triage =
        new TriageService(
            KNOWLEDGE,
            assessments,
            new Journal(folder),
            clock,
            new AuditTrail(clock) {
              @Override
              public String caller() {
                return "test";
              }
            });
    var submission =
        new Submission(
            new PageSource(reader),
            triage,
            new StoredResources() {
              @Override
              public StoredResource add(Key key, String json, Traits traits, OptionalInt expected) {
                return new StoredResource(key, 1, clock.instant(), json);
              }
            },
            new Clinics() {
              @Override
              public Clinic of(Tenant tenant) {
                return new Clinic(tenant, ZoneOffset.UTC, Optional.empty(), Duration.ofHours(24));
              }
            },
            clock);
    var standing =
        new Standing() {
          @Override
          public List<Line> beside(Tenant tenant, PatientReference patient, AssessmentId shown) {
            return List.of();
          }

          @Override
          public List<Line> of(Tenant tenant, PatientReference patient) {
            return List.of();
          }
        };
    var others =
        new OtherIntakes(
            reader, KNOWLEDGE, triage, standing, assessments, Milder.conclusions(), clock);
    var around =
        new PatientPages(
            new Assets(),
            ClinicSettings.DEFAULT,
            new ClinicFace("The clinic", Optional.of("+44 20 7946 0000")));
    var steps = new StepPages(submission, KNOWLEDGE, around);
    var results =
        new ResultPages(
            around,
            submission,
            assessments,
            new Handouts(ClinicSettings.DEFAULT, Milder.conclusions(), others),
            others);
    return new IntakePages(
        around,
        steps,
        new ReviewPages(around, steps, submission),
        results,
        new AnsweredSteps(new Links(), submission, KNOWLEDGE, steps, results));
  }

  private LinkCall call(FakeRequest sent) {
    var request = sent.request();
    LinkCall.of(request, link);
    return new LinkCall(request);
  }

  private Answer get(String... query) {
    return pages().show(call(with(FakeRequest.get("/intake/" + TOKEN), query)), TOKEN);
  }

  private Answer send(String... form) {
    return pages().take(call(with(FakeRequest.post("/intake/" + TOKEN), form)), TOKEN);
  }

  private Answer sendSigns(Map<String, String> signs) {
    var sent = FakeRequest.post("/intake/" + TOKEN).with("step", "2").with("go", "next");
    signs.forEach(sent::with);
    return pages().take(call(sent), TOKEN);
  }

  private static FakeRequest with(FakeRequest request, String... parameters) {
    for (var i = 0; i < parameters.length; i += 2) {
      request.with(parameters[i], parameters[i + 1]);
    }
    return request;
  }

  private static Map<String, String> noDangerBut(String fact) {
    var signs = new LinkedHashMap<>(NO_DANGER);
    signs.put(fact, "Y");
    return signs;
  }

  private static String to(Answer answer) {
    assertEquals(303, answer.status(), answer.text());
    return String.valueOf(answer.headers().get("Location"));
  }

  @Test
  void everyStepLeadsToTheNextAndTheLastToTheReview() {
    var seen =
        Stream.of("1", "3", "4", "5")
            .map(it -> to(send("step", it, "go", "next")).replaceFirst(".*\\?", ""))
            .collect(joining(" "));
    assertEquals("step=2 step=4 step=5 step=6", seen);
    assertEquals("/intake/" + TOKEN + "?step=3", to(sendSigns(NO_DANGER)));
    assertEquals("/intake/" + TOKEN + "?review=1", to(send("step", "6", "go", "next")));
    assertEquals("/intake/" + TOKEN + "?step=3", to(send("step", "4", "go", "back")));
    assertEquals("/intake/" + TOKEN + "?step=1", to(send("step", "1", "go", "back")));
  }

  @Test
  void signsOfDangerMustBeAnsweredAndNothingElseMust() {
    var answer = send("step", "2", "go", "next", "fainting", "N");
    assertEquals(422, answer.status());
    assertTrue(answer.text().contains("id=\"problem\""));
    assertEquals(303, send("step", "3", "go", "next").status());
  }

  @Test
  void whatDoesNotFitIsNamedAndNotKept() {
    for (var wrong : List.of("-1", "999", "<script>alert(1)</script>", "1e9")) {
      var answer = send("step", "1", "go", "next", "age", wrong);
      assertEquals(422, answer.status(), wrong);
      assertFalse(answer.text().contains("<script>alert"), wrong);
    }
    assertFalse(link.answers().contains("age"), link.answers());
  }

  @Test
  void emergencyIsRecordedBeforeTheEndAndToldOnce() {
    send("step", "1", "go", "next", "age", "55");
    assertEquals("/intake/" + TOKEN + "/emergency?step=2", to(sendSigns(noDangerBut("fainting"))));
    assertEquals(1, recorded.size());
    var told =
        pages().emergency(call(FakeRequest.get("/intake/" + TOKEN + "/emergency")), TOKEN).text();
    assertTrue(told.contains("We have told your clinic"), told);
    // The patient goes on, and is not sent back to the same page.
    assertEquals("/intake/" + TOKEN + "?step=3", to(sendSigns(noDangerBut("fainting"))));
  }

  @Test
  void questionThatDecidesIsAskedFirst() {
    assertEquals("/intake/" + TOKEN + "?step=1&then=3#age", to(sendSigns(noDangerBut("fainting"))));
    assertEquals(
        "/intake/" + TOKEN + "/emergency?step=1",
        to(send("step", "1", "then", "3", "go", "next", "age", "55")));
  }

  @Test
  void clinicKnowsOnlyWhatTheServerHasRecorded() {
    databaseAway = true;
    var alarm = send("step", "2", "go", "alarm", "fainting", "Y");
    assertEquals("{\"told\":false}", alarm.text());
    databaseAway = false;
    assertEquals("{\"told\":true}", send("step", "2", "go", "alarm", "fainting", "Y").text());
  }

  @Test
  void emergencyThatIsNoneAnyMoreShowsTheStep() {
    send("step", "1", "go", "next", "age", "55");
    assertTrue(to(sendSigns(noDangerBut("fainting"))).contains("/emergency"));
    to(sendSigns(NO_DANGER));
    var page = pages().emergency(call(FakeRequest.get("/intake/" + TOKEN + "/emergency")), TOKEN);
    assertEquals("/intake/" + TOKEN + "?step=1", to(page));
  }

  @Test
  void resultIsShownAlsoWhenItCouldNotBeRecordedAndSaysSo() {
    to(sendSigns(NO_DANGER));
    databaseAway = true;
    var result = send("review", "1");
    assertEquals(200, result.status());
    assertTrue(link.finishedAt().isEmpty());
    assertTrue(result.text().contains("The clinic"), result.text());
  }

  @Test
  void sharedDeviceShowsTheResultOnceAndNeverAgainByTheAddress() {
    to(sendSigns(NO_DANGER));
    var result = send("review", "1", "kiosk", DEVICE);
    assertEquals(200, result.status());
    assertTrue(link.finishedAt().isPresent());
    var again = get().text();
    assertFalse(again.contains("id=\"result\""), again);
    assertTrue(get("kiosk", DEVICE).text().contains("/kiosk/" + DEVICE));
  }

  @Test
  void sentAnswersAreNotTakenTwice() {
    to(sendSigns(NO_DANGER));
    send("review", "1", "kiosk", DEVICE);
    var before = link.answers();
    assertEquals("/intake/" + TOKEN, to(send("step", "1", "age", "30")));
    assertEquals(before, link.answers());
  }

  @Test
  void languageIsThatOfTheAnswersThenOfTheBrowser() {
    var spanish =
        pages()
            .show(call(FakeRequest.get("/intake/" + TOKEN).header("Accept-Language", "es")), TOKEN);
    assertTrue(spanish.text().contains("lang=\"es\""));
    assertTrue(get("lang", "es").text().contains("lang=\"es\""));
    assertTrue(get("lang", "xx").text().contains("lang=\"en\""));
  }
}
