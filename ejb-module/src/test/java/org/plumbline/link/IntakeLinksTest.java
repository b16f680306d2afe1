package org.plumbline.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.ClinicRows;
import org.plumbline.clinic.Clinics;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.followup.FollowUps.Query;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.link.IntakeLinks.SoFar;

class IntakeLinksTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final PatientReference PATIENT = new PatientReference("Patient/1");
  private static final Duration LIFE = Duration.ofHours(72);

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();
  private final FollowUps followUps = kept.give(new FollowUps(clock));
  private final IntakeLinks links =
      kept.give(
          new IntakeLinks(clock, new Clinics(kept.give(new ClinicRows() {}), clock), followUps));
  private final Renewals renewals = kept.give(new Renewals(links));

  @AfterEach
  void close() {
    kept.close();
  }

  private IntakeLink add() {
    return links.add(Kept.TENANT, PATIENT, LIFE, "Dr A");
  }

  private List<FollowUp> calls() {
    kept.written();
    return followUps.find(Query.first(Kept.TENANT, 10));
  }

  @Test
  void aLinkIsFoundByItsIdAndByItsCode() {
    var link = add();
    assertEquals(Optional.of(link), links.find(link.id()));
    assertEquals(Optional.of(link), links.ofCode(Kept.TENANT, link.code()));
    assertEquals(Optional.empty(), links.ofCode(new Tenant("other"), link.code()));
    assertEquals(Optional.empty(), links.find(UUID.randomUUID()));
  }

  @Test
  void aCodeHasNoSignThatIsTakenForAnother() {
    for (var i = 0; i < 50; i++) {
      assertTrue(add().code().matches("[A-HJ-NP-Z2-9]{8}"));
    }
  }

  @Test
  void aLinkThatHasExpiredIsNotFoundAndThenForgotten() {
    var link = add();
    clock.move(LIFE.plusSeconds(1));
    assertEquals(Optional.empty(), links.find(link.id()));
    assertEquals(Optional.empty(), links.ofCode(Kept.TENANT, link.code()));
    add();
    assertEquals(1, kept.number("select count(*) from intake_link"));
  }

  @Test
  void answersAreKeptAndAnAssessmentStaysWhenNoneIsNamed() {
    var link = add();
    var assessment = new AssessmentId(kept.assessment(PATIENT.value(), NOW, "emergency"));
    links.keep(link, new SoFar("{\"a\":1}", Optional.of(assessment), false));
    links.keep(link, new SoFar("{\"a\":2}", Optional.empty(), false));
    var found = links.find(link.id()).orElseThrow();
    assertEquals("{\"a\":2}", found.answers());
    assertEquals(2, found.version());
    assertEquals(Optional.of(assessment), found.assessment());
    assertEquals(Optional.empty(), found.finishedAt());
  }

  @Test
  void aFinishedLinkHasNoCodeAnyMoreAndKeepsWhenItWasFinished() {
    var link = add();
    links.keep(link, new SoFar("{}", Optional.empty(), true));
    clock.move(Duration.ofMinutes(5));
    links.keep(link, new SoFar("{}", Optional.empty(), true));
    assertEquals(Optional.of(NOW), links.find(link.id()).orElseThrow().finishedAt());
    assertEquals(Optional.empty(), links.ofCode(Kept.TENANT, link.code()));
  }

  @Test
  void aLinkThatIsGoneCannotBeKept() {
    var link = add();
    kept.with(
        it -> {
          try (var statement = it.createStatement()) {
            statement.executeUpdate("delete from intake_link");
          }
        });
    var soFar = new SoFar("{}", Optional.empty(), false);
    assertThrows(IllegalStateException.class, () -> links.keep(link, soFar));
  }

  @Test
  void whoDoesNotAnswerIsCalledAndASecondLinkDoesNotPutItOff() {
    links.send(Kept.TENANT, PATIENT, LIFE, "Dr A");
    var first = calls();
    assertEquals(
        List.of(Instruction.notAnswered().code()), first.stream().map(FollowUp::code).toList());
    clock.move(Duration.ofHours(1));
    links.send(Kept.TENANT, PATIENT, LIFE, "Dr A");
    assertEquals(first, calls());
  }

  @Test
  void aDeviceIsCalledByNobody() {
    add();
    assertEquals(List.of(), calls());
  }

  private static FollowUp look(Instant due) {
    return new FollowUp(
        UUID.randomUUID(),
        Kept.TENANT,
        PATIENT,
        Optional.empty(),
        Optional.empty(),
        "re-screen",
        NOW,
        due,
        FollowUp.State.SCHEDULED,
        Optional.empty());
  }

  private IntakeLink finished() {
    var link = add();
    links.keep(link, new SoFar("{}", Optional.empty(), true));
    kept.written();
    return links.find(link.id()).orElseThrow();
  }

  @Test
  void aFinishedLinkStaysUntilTheLooksAgainAreOver() {
    followUps.add(look(NOW.plus(Duration.ofDays(7))), false);
    kept.written();
    assertEquals(NOW.plus(Duration.ofDays(14)), finished().expiresAt());
  }

  @Test
  void noLinkStaysForLongerThanItsTokenIsRead() {
    followUps.add(look(NOW.plus(Duration.ofDays(400))), false);
    kept.written();
    assertEquals(NOW.plus(LinkTokens.LIVES_ON), finished().expiresAt());
  }

  @Test
  void whoAnswersAnewGoesOnByOneFurtherLinkWithoutAnyAnswer() {
    var first = finished();
    assertEquals(first, renewals.newest(first));
    var next = renewals.renew(first, "patient");
    kept.written();
    assertEquals("{}", next.answers());
    assertEquals(PATIENT, next.patient());
    assertEquals(next, renewals.newest(first));
    assertEquals(next, renewals.renew(first, "patient"));
  }

  @Test
  void everyLinkBeforeLeadsToTheNewest() {
    var first = finished();
    var second = renewals.renew(first, "patient");
    links.keep(second, new SoFar("{}", Optional.empty(), true));
    kept.written();
    var third = renewals.renew(first, "patient");
    kept.written();
    assertEquals(third.id(), renewals.newest(first).id());
    assertEquals(third.id(), renewals.newest(second).id());
  }
}
