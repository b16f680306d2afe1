package org.plumbline.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.board.Board;
import org.plumbline.board.Pulse;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.outbox.Outbox;

/**
 * What is asked again and again must not cost more because more was recorded before: ten patients
 * answered today, whatever the two years before hold. Of the lists of the board the statements are
 * counted alone: H2 looks for several urgencies or patients through all rows of the clinic, which
 * PostgreSQL does not.
 */
class BoundedReadsTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  private static Map<String, Kept.Read> reads(int assessments) throws ClassNotFoundException {
    try (var kept =
        Kept.empty(
            Class.forName("org.plumbline.followup.FollowUpRow"),
            Class.forName("org.plumbline.outbox.MessageRow"))) {
      kept.many(assessments, NOW.minus(Duration.ofDays(730)), NOW.minus(Duration.ofDays(30)));
      kept.told();
      kept.lookedAfter();
      for (var i = 0; i < 10; i++) {
        kept.assessment("Patient/new" + i, NOW.minusSeconds(i), "emergency", "saddle");
      }
      var assessment = kept.give(new Assessments(CLOCK, none(), none(), new LiveKnowledge("")));
      var visits = kept.give(new VisitsBefore(kept.conclusions()));
      var standing = kept.give(new Standing(CLOCK, kept.conclusions()));
      var pulse = kept.give(new Pulse(CLOCK));
      var board = kept.give(new Board(CLOCK, kept.conclusions()));
      var followUps = kept.give(new FollowUps(CLOCK));
      var outbox = kept.give(new Outbox(CLOCK));
      var reads = new LinkedHashMap<String, Kept.Read>();
      reads.put("previous", kept.readBy(() -> assessment.newest(Kept.TENANT, PATIENT)));
      reads.put("before", kept.readBy(() -> visits.before(Kept.TENANT, PATIENT, NOW)));
      reads.put("standing", kept.readBy(() -> standing.of(Kept.TENANT, PATIENT)));
      reads.put("pulses", kept.readBy(pulse::recent));
      reads.put("pulse", kept.readBy(() -> pulse.of(Kept.TENANT)));
      reads.put("pulse of another clinic", kept.readBy(() -> pulse.of(new Tenant("other"))));
      assertEquals(5, kept.readBy(() -> board.waiting(Kept.TENANT)).statements());
      reads.put("counts", kept.readBy(() -> board.counts(Kept.TENANT)));
      reads.put("due", kept.readBy(followUps::takeDue));
      reads.put("backlog", kept.readBy(() -> followUps.backlog(NOW)));
      reads.put("outbox", kept.readBy(() -> outbox.take("ehr", false)));
      reads.put("backlogs", kept.readBy(outbox::backlogs));
      return reads;
    }
  }

  @SuppressWarnings("NullAway") // nothing is recorded
  private static <T> Event<T> none() {
    return null;
  }

  @Test
  void whatIsAskedAgainAndAgainReadsAsMuchHoweverMuchIsKept() throws ClassNotFoundException {
    var few = reads(1000);
    var many = reads(10_000);
    many.forEach(
        (what, read) -> {
          var before = few.get(what);
          assertTrue(read.statements() <= before.statements(), what + ": " + read.asked());
          assertTrue(
              read.rows() <= before.rows() + 20, what + ": " + before.rows() + " " + read.rows());
        });
  }
}
