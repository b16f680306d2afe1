package org.plumbline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.AuditTrail.Query;
import org.plumbline.audit.AuditTrail.Told;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.database.Bookmark;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class AuditTrailTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");
  private static final PatientReference PATIENT = new PatientReference("Patient/1");
  private static final int PAGE = 50;

  private static AuditTrail trail(Kept kept, Instant at) {
    return kept.give(new AuditTrail(Clock.fixed(at, ZoneOffset.UTC)));
  }

  private static List<Told> page(AuditTrail trail, Optional<Bookmark> after) {
    return trail.find(
        new Query(
            Kept.TENANT, Optional.of(PATIENT), Optional.empty(), Optional.empty(), after, 0, PAGE));
  }

  private static void add(AuditTrail trail) {
    trail.add(Kept.TENANT, new Deed("ehr", Action.READ, "Task", 200, ""), PATIENT);
  }

  /** What a page in the middle of so many entries of one patient costs. */
  private static Kept.Read page(int entries) {
    try (var kept = Kept.empty()) {
      var trail = trail(kept, NOW);
      add(trail);
      kept.entries(entries, NOW);
      var middle = new Bookmark(0, NOW.minusSeconds(entries / 2), UUID.randomUUID());
      return kept.readBy(() -> assertEquals(PAGE, page(trail, Optional.of(middle)).size()));
    }
  }

  @Test
  void aPageReadsAsMuchHoweverManyEntriesThereAre() {
    var few = page(1000);
    var many = page(10_000);
    assertEquals(2, many.statements());
    assertTrue(many.rows() <= few.rows() + 10, few.rows() + " " + many.rows());
  }

  @Test
  void whatIsAddedBetweenPagesMovesNothing() {
    try (var kept = Kept.empty()) {
      for (var i = 0; i < 120; i++) {
        add(trail(kept, NOW.plusSeconds(i / 7)));
      }
      var trail = trail(kept, NOW.plusSeconds(100));
      var seen = new ArrayList<UUID>();
      Optional<Bookmark> after = Optional.empty();
      for (var page = page(trail, after); !page.isEmpty(); page = page(trail, after)) {
        page.forEach(it -> seen.add(it.entry().id()));
        page.forEach(it -> assertEquals(Optional.of(PATIENT), it.patient()));
        after = Optional.of(page.get(page.size() - 1).bookmark());
        add(trail);
      }
      assertEquals(120, seen.size());
      assertEquals(120, new HashSet<>(seen).size());
    }
  }

  @Test
  void totalIsOfAllPages() {
    try (var kept = Kept.empty()) {
      var trail = trail(kept, NOW);
      for (var i = 0; i < PAGE + 10; i++) {
        add(trail);
      }
      var last = page(trail, Optional.empty()).get(PAGE - 1).bookmark();
      assertEquals(PAGE + 10, trail.count(query(PATIENT, Optional.of(last))));
      assertEquals(0, trail.count(query(new PatientReference("Patient/2"), Optional.empty())));
    }
  }

  private static Query query(PatientReference patient, Optional<Bookmark> after) {
    return new Query(
        Kept.TENANT, Optional.of(patient), Optional.empty(), Optional.empty(), after, 0, PAGE);
  }
}
