package org.plumbline.diary;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.diary.DiaryEntry.Trained;
import org.plumbline.history.Visit.PatientReference;

/** The days of patients. No rule reads them: what is grave is asked for by a recheck. */
@Stateless
@PermitAll
public class Diary {
  /** More days than that are not read at once; a link does not live for so long. */
  private static final int MOST = 100;

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Diary() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Diary(Clock clock) {
    this.clock = clock;
  }

  private record Row(String day, int pain, String trained) {}

  /** Notes a day; what was noted of it before is replaced. */
  public void note(Tenant tenant, PatientReference patient, DiaryEntry entry) {
    entities
        .createNativeQuery(
            "delete from diary_entry where tenant = :tenant and patient = :patient and on_day = :day")
        .setParameter("tenant", tenant.value())
        .setParameter("patient", patient.value())
        .setParameter("day", entry.day().toString())
        .executeUpdate();
    Rows.writeOne(
        entities
            .createNativeQuery(
                """
                insert into diary_entry (tenant, patient, on_day, pain, trained, noted_at)
                values (:tenant, :patient, :day, :pain, :trained, :now)
                """)
            .setParameter("tenant", tenant.value())
            .setParameter("patient", patient.value())
            .setParameter("day", entry.day().toString())
            .setParameter("pain", entry.pain())
            .setParameter("trained", entry.trained().code())
            .setParameter("now", clock.instant()));
  }

  /** The newest days of a patient, oldest first. */
  public List<DiaryEntry> of(Tenant tenant, PatientReference patient) {
    var days =
        new ArrayList<>(
            Rows.of(
                    entities
                        .createNativeQuery(
                            "select on_day, pain, trained from diary_entry where tenant = :tenant and patient = :patient order by on_day desc",
                            Object[].class)
                        .setParameter("tenant", tenant.value())
                        .setParameter("patient", patient.value())
                        .setMaxResults(MOST),
                    Row.class)
                .map(
                    it ->
                        new DiaryEntry(
                            LocalDate.parse(it.day()),
                            it.pain(),
                            Trained.of(it.trained()).orElseThrow()))
                .toList());
    Collections.reverse(days);
    return days;
  }
}
