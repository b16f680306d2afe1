package org.plumbline.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;

/**
 * Removes the identity of a patient for good: whatever was answered goes, and whatever names the
 * patient; what was concluded stays, as rows about nobody, so that the statistics stay right. The
 * audit keeps its entries under a pseudonym that leads nowhere. The only place that changes
 * records.
 */
public final class Erasure {
  /** No reference of a resource: it has no slash. */
  private static final String NOBODY = "erased";

  /**
   * So many patients are erased in one transaction: those of a large clinic do not end in time, and
   * the audit waits for whoever writes to it.
   */
  private static final int BATCH = 100;

  private final Connection database;

  public Erasure(Connection database) {
    this.database = database;
  }

  /**
   * Erases a patient, in the transaction of the caller; how many assessments lost their patient.
   */
  public int erase(Tenant tenant, PatientReference patient, String agent, Instant now)
      throws SQLException {
    var of = new String[] {tenant.value(), patient.value()};
    forget("Assessment/", "select id from assessment where tenant = ? and patient = ?", of);
    forget("FollowUp/", "select id from follow_up where tenant = ? and patient = ?", of);
    forgetWords(tenant, patient);
    run("update follow_up set patient = 'erased' where tenant = ? and patient = ?", of);
    run("delete from stored_resource where tenant = ? and patient = ?", of);
    run(
        "delete from stored_resource where tenant = ? and type = 'Patient' and id = ?",
        tenant.value(),
        patient.value().replaceFirst("^Patient/", ""));
    var erased =
        run(
            "update assessment set patient = '%s', response = '%s', statements = '', answers_hash = '' where tenant = ? and patient = ?"
                .formatted(NOBODY, NOBODY),
            of);
    run("delete from diary_entry where tenant = ? and patient = ?", of);
    run("delete from patient_contact where tenant = ? and patient = ?", of);
    run("delete from intake_link where tenant = ? and patient = ?", of);
    run("delete from pseudonym where tenant = ? and patient = ?", of);
    new AuditChain(database)
        .add(
            new Entry(
                UUID.randomUUID(),
                now,
                tenant.value(),
                new Entry.Deed(agent, Entry.Action.ERASE, "Patient", 0, erased + " assessments"),
                Optional.empty()));
    return erased;
  }

  /** What clinicians wrote, and what is still to be done. */
  private void forgetWords(Tenant tenant, PatientReference patient) throws SQLException {
    var of = new String[] {tenant.value(), patient.value()};
    // The clinic stands in both selects: what refers to the row outside is done again for each row.
    var twice = new String[] {tenant.value(), tenant.value(), patient.value()};
    run(
        "update decision set remark = null where tenant = ? and assessment_id in (select a.id from assessment a where a.tenant = ? and a.patient = ?)",
        twice);
    run(
        "update outcome set remark = null where tenant = ? and assessment_id in (select a.id from assessment a where a.tenant = ? and a.patient = ?)",
        twice);
    run(
        "update feedback set user_comment = null where tenant = ? and card_id in (select cast(c.id as varchar(64)) from card c where c.tenant = ? and c.patient = ?)",
        twice);
    run("update card set patient = 'erased' where tenant = ? and patient = ?", of);
    run(
        "update follow_up_event set remark = null where follow_up_id in (select f.id from follow_up f where f.tenant = ? and f.patient = ?)",
        of);
    run(
        "update follow_up set state = 'cancelled' where tenant = ? and patient = ? and state in ('scheduled', 'due', 'escalated')",
        of);
  }

  /**
   * What was told about each of the patient's. H2 reads every message of the clinic when it is to
   * look for the subjects by a select.
   */
  private void forget(String type, String ids, String... of) throws SQLException {
    try (var query = database.prepareStatement(ids);
        var delete =
            database.prepareStatement("delete from outbox where tenant = ? and subject = ?")) {
      query.setString(1, of[0]);
      query.setString(2, of[1]);
      try (var found = query.executeQuery()) {
        while (found.next()) {
          delete.setString(1, of[0]);
          delete.setString(2, type + found.getObject(1, UUID.class));
          delete.addBatch();
        }
      }
      delete.executeBatch();
    }
  }

  /** Erases patients, in the transaction of the caller. */
  public void erase(Tenant tenant, List<PatientReference> patients, String agent, Instant now)
      throws SQLException {
    for (var patient : patients) {
      erase(tenant, patient, agent, now);
    }
  }

  /** Every patient who was last assessed before a moment. */
  public List<PatientReference> lastSeenBefore(Tenant tenant, Instant before) throws SQLException {
    try (var query =
        database.prepareStatement(
            "select patient from assessment where tenant = ? and patient <> 'erased' group by patient having max(recorded_at) < ?")) {
      query.setString(1, tenant.value());
      query.setObject(2, before.atOffset(ZoneOffset.UTC));
      try (var found = query.executeQuery()) {
        var patients = new ArrayList<PatientReference>();
        while (found.next()) {
          patients.add(new PatientReference(found.getString(1)));
        }
        return patients;
      }
    }
  }

  /** Patients in the lots that are erased together. */
  public static List<List<PatientReference>> batches(List<PatientReference> patients) {
    return IntStream.range(0, (patients.size() + BATCH - 1) / BATCH)
        .mapToObj(it -> patients.subList(it * BATCH, Math.min(patients.size(), (it + 1) * BATCH)))
        .toList();
  }

  private int run(String sql, String... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
