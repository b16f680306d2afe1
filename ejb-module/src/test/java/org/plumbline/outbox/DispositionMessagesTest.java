package org.plumbline.outbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Client;
import org.plumbline.client.Clients;
import org.plumbline.client.Clinicians;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Known;
import org.plumbline.kb.fact.Fact;

class DispositionMessagesTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @Test
  void aPracticeIsToldTheDispositionAndNoAnswer() {
    try (var kept = Kept.whole()) {
      var clock = new Hand(NOW);
      var outbox = kept.give(new Outbox(clock));
      var clients =
          new Clients() {
            @Override
            public List<Client> all() {
              return List.of(Clinicians.ehr("one"));
            }
          };
      var visit = Known.visit("Patient/1", "QuestionnaireResponse/1", NOW);
      var assessment = Known.KNOWLEDGE.assess(Known.yes(visit, Fact.SADDLE_NUMBNESS));
      var id = new AssessmentId(new UUID(0, 1));
      new DispositionMessages(new Listeners(clients, outbox, clock))
          .tell(new AssessmentRecorded(id, visit, assessment, Optional.empty(), Optional.empty()));
      var body = outbox.about(Kept.TENANT, "Assessment/" + id).get(0).payload();
      assertTrue(body.contains("\"disposition\":\"%s\"".formatted(assessment.urgency().code())));
      assertTrue(body.contains("\"redFlags\":%d".formatted(assessment.redFlags().size())));
      assertFalse(body.contains(Fact.SADDLE_NUMBNESS.code()));
    }
  }
}
