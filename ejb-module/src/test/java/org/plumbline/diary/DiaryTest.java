package org.plumbline.diary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.Erasure;
import org.plumbline.client.Tenant;
import org.plumbline.diary.DiaryEntry.Trained;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;

class DiaryTest {
  private static final PatientReference PATIENT = new PatientReference("Patient/1");
  private static final LocalDate DAY = LocalDate.of(2026, 11, 26);

  private final Hand clock = new Hand(Instant.parse("2026-11-26T12:00:00Z"));
  private final Kept kept = Kept.whole();
  private final Diary diary = kept.give(new Diary(clock));

  @AfterEach
  void close() {
    kept.close();
  }

  private void note(LocalDate day, int pain, Trained trained) {
    diary.note(Kept.TENANT, PATIENT, new DiaryEntry(day, pain, trained));
    kept.written();
  }

  @Test
  void theDaysComeInTheirOrderAndADayIsNotedOnce() {
    note(DAY.plusDays(1), 3, Trained.LIGHT);
    note(DAY, 6, Trained.NONE);
    note(DAY, 5, Trained.USUAL);
    assertEquals(
        List.of(
            new DiaryEntry(DAY, 5, Trained.USUAL),
            new DiaryEntry(DAY.plusDays(1), 3, Trained.LIGHT)),
        diary.of(Kept.TENANT, PATIENT));
    assertEquals(List.of(), diary.of(new Tenant("other"), PATIENT));
  }

  @Test
  void itIsErasedWithThePatient() {
    note(DAY, 6, Trained.NONE);
    kept.with(it -> new Erasure(it).erase(Kept.TENANT, PATIENT, "operator", clock.instant()));
    assertEquals(List.of(), diary.of(Kept.TENANT, PATIENT));
  }

  @Test
  void noPainIsWorseThanTen() {
    assertThrows(IllegalArgumentException.class, () -> new DiaryEntry(DAY, 11, Trained.NONE));
  }
}
