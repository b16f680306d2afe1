package org.plumbline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.history.Kept;

class AuditChainTest {
  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  @Test
  void headIsNotLockedWhileNothingWaits() {
    try (var kept = Kept.empty()) {
      var trail = kept.give(new AuditTrail(Clock.fixed(NOW, ZoneOffset.UTC)));
      trail.add(Kept.TENANT, new Deed("ehr", Action.READ, "Task", 200, ""));
      kept.with(it -> assertEquals(1, new AuditChain(it).link()));
      var idle = kept.readWith(it -> assertEquals(0, new AuditChain(it).link()));
      assertEquals(1, idle.statements());
      assertEquals(List.of(), idle.asked().stream().filter(it -> it.contains("update")).toList());
      kept.with(it -> assertTrue(new AuditChain(it).verify().faults().isEmpty()));
    }
  }
}
