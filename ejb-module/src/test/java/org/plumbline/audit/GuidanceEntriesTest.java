package org.plumbline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.AssessmentShownAgain;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Known;
import org.plumbline.history.Visit;
import org.plumbline.kb.fact.Fact;

class GuidanceEntriesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final AssessmentId ID = new AssessmentId(new UUID(0, 1));

  private final Kept kept = Kept.empty();
  private final AuditTrail trail = kept.give(new AuditTrail(new Hand(NOW)));
  private final GuidanceEntries entries = new GuidanceEntries(trail);
  private final Visit visit = Known.visit("Patient/1", "QuestionnaireResponse/1", NOW);

  @AfterEach
  void close() {
    kept.close();
  }

  private AuditTrail.Told only() {
    return trail
        .find(
            new AuditTrail.Query(
                Kept.TENANT,
                Optional.of(visit.patient()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                10))
        .get(0);
  }

  private AssessmentRecorded recorded(Optional<String> author) {
    var assessment = Known.KNOWLEDGE.assess(Known.yes(visit, Fact.SADDLE_NUMBNESS));
    return new AssessmentRecorded(ID, visit, assessment, Optional.empty(), author);
  }

  @Test
  void guidanceIsAuditedUnderWhoAskedForIt() {
    entries.keep(recorded(Optional.empty()));
    assertEquals(
        new Deed("caller", Action.GUIDANCE, "PATIENT_LINK", 0, "Assessment/" + ID),
        only().entry().deed());
    assertEquals(Optional.of(visit.patient()), only().patient());
  }

  @Test
  void whatIsRecordedLateNamesWhoAskedThen() {
    entries.keep(recorded(Optional.of("ehr")));
    assertEquals("ehr", only().entry().deed().agent());
  }

  @Test
  void guidanceThatIsShownAgainIsAuditedAgain() {
    entries.keepAgain(new AssessmentShownAgain(ID, visit));
    assertEquals("PATIENT_LINK shown again", only().entry().deed().what());
  }
}
