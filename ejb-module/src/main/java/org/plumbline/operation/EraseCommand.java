package org.plumbline.operation;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Period;
import java.time.ZoneOffset;
import org.plumbline.audit.Erasure;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;

/** Removes the identity of a patient, or of all who were last assessed long ago. */
final class EraseCommand implements OperatorTool.Command {
  @Override
  public String usage() {
    return """
        plumbline.sh erase --tenant <clinic> --patient <Patient/id>
        plumbline.sh erase --tenant <clinic> --older-than-days <days>    (patients who were last assessed before)""";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    var tenant = new Tenant(options.one("tenant"));
    var now = clock.instant();
    var erasure = new Erasure(database);
    if (options.optional("patient").isPresent()) {
      var patient = options.one("patient");
      if (!patient.startsWith("Patient/")) {
        throw new IllegalArgumentException(
            "--patient is %s; expected a reference such as Patient/1".formatted(patient));
      }
      out.printf(
          "erased, %d assessments lost their patient%n",
          erasure.erase(tenant, new PatientReference(patient), "operator", now));
      return 0;
    }
    var days = options.one("older-than-days");
    if (!days.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          "--older-than-days is %s; expected a number of days".formatted(days));
    }
    var before =
        now.atZone(ZoneOffset.UTC).minus(Period.ofDays(Integer.parseInt(days))).toInstant();
    var patients = erasure.lastSeenBefore(tenant, before);
    for (var batch : Erasure.batches(patients)) {
      erasure.erase(tenant, batch, "operator", now);
      database.commit();
    }
    out.printf("%d patients erased%n", patients.size());
    return 0;
  }
}
