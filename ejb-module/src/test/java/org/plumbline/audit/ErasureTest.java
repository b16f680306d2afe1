package org.plumbline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;

class ErasureTest {
  private static final Instant LATER = Instant.parse("2026-11-28T00:00:00Z");

  @Test
  void aLargeClinicIsErasedInLotsThatEnd() {
    try (var kept = Kept.empty()) {
      for (var i = 0; i < 250; i++) {
        kept.assessment("Patient/" + i, Instant.EPOCH, "routine");
      }
      kept.with(
          connection -> {
            var erasure = new Erasure(connection);
            var batches = Erasure.batches(erasure.lastSeenBefore(Kept.TENANT, LATER));
            assertEquals(List.of(100, 100, 50), batches.stream().map(List::size).toList());
            for (var batch : batches) {
              erasure.erase(Kept.TENANT, batch, "operator", LATER);
            }
          });
      assertEquals(250, kept.number("select count(*) from assessment where patient = 'erased'"));
      assertEquals(List.of(), Erasure.batches(List.of()));
    }
  }

  /** A hash of few answers tells them to whoever tries them all. */
  @Test
  void nothingOfTheAnswersIsLeft() {
    try (var kept = Kept.empty()) {
      kept.assessment("Patient/1", Instant.EPOCH, "routine");
      kept.with(
          connection -> {
            try (var statement = connection.createStatement()) {
              statement.executeUpdate(
                  "update assessment set answers_hash = 'abc', statements = 'age=40'");
            }
            new Erasure(connection)
                .erase(
                    Kept.TENANT,
                    new Erasure(connection).lastSeenBefore(Kept.TENANT, LATER),
                    "operator",
                    LATER);
          });
      assertEquals(
          0,
          kept.number(
              "select count(*) from assessment where answers_hash <> '' or statements <> ''"));
    }
  }
}
