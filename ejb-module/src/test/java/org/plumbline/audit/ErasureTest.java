package org.plumbline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

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

  /** What the erasure of ten patients asks of a clinic with so many assessments and messages. */
  private static Kept.Read erasure(int assessments) {
    try (var kept = Kept.empty()) {
      kept.many(assessments, Instant.EPOCH, LATER);
      kept.told();
      var patients =
          IntStream.range(0, 10).mapToObj(it -> new PatientReference("Patient/" + it)).toList();
      return kept.readWith(it -> new Erasure(it).erase(Kept.TENANT, patients, "operator", LATER));
    }
  }

  @Test
  void aPatientCostsAsMuchHoweverManyThereAre() {
    var few = erasure(1000);
    var many = erasure(10_000);
    assertEquals(few.statements(), many.statements());
    assertTrue(many.rows() <= few.rows() + 100, few.rows() + " " + many.rows());
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
