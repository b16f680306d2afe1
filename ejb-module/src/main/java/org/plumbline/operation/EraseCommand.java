package org.plumbline.operation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.plumbline.audit.Erasure;
import org.plumbline.client.Tenant;
import org.plumbline.database.Console;
import org.plumbline.history.Visit.PatientReference;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the identity of a patient, or of all who were last assessed long ago. */
@Command(name = "erase", description = "Removes the identity of patients.")
final class EraseCommand implements Callable<Integer> {
  private final Console console;

  @Option(names = "--tenant", required = true, paramLabel = "<clinic>")
  private @Nullable String tenant;

  @ArgGroup(exclusive = true, multiplicity = "1")
  private @Nullable Whom whom;

  EraseCommand(Console console) {
    this.console = console;
  }

  /** One patient, or all who have not been here for long. */
  private static final class Whom {
    @Option(names = "--patient", required = true, paramLabel = "<Patient/id>")
    private @Nullable String patient;

    @Option(
        names = "--older-than-days",
        required = true,
        paramLabel = "<days>",
        description = "patients who were last assessed before")
    private @Nullable String days;
  }

  @Override
  public Integer call() throws SQLException, IOException {
    var clinic = new Tenant(requireNonNull(tenant));
    var sought = requireNonNull(whom);
    if (sought.patient != null) {
      var patient = patient(sought.patient);
      return console.inTransaction(it -> erase(it, clinic, patient));
    }
    var period = period(requireNonNull(sought.days));
    return console.inTransaction(it -> erase(it, clinic, period));
  }

  private int erase(Connection database, Tenant clinic, PatientReference patient)
      throws SQLException {
    console
        .out()
        .printf(
            "erased, %d assessments lost their patient%n",
            new Erasure(database).erase(clinic, patient, "operator", console.clock().instant()));
    return 0;
  }

  private int erase(Connection database, Tenant clinic, Period period) throws SQLException {
    var now = console.clock().instant();
    var erasure = new Erasure(database);
    var patients =
        erasure.lastSeenBefore(clinic, now.atZone(ZoneOffset.UTC).minus(period).toInstant());
    for (var batch : Erasure.batches(patients)) {
      erasure.erase(clinic, batch, "operator", now);
      database.commit();
    }
    console.out().printf("%d patients erased%n", patients.size());
    return 0;
  }

  private static PatientReference patient(String text) {
    if (!text.startsWith("Patient/")) {
      throw new IllegalArgumentException(
          "--patient is %s; expected a reference such as Patient/1".formatted(text));
    }
    return new PatientReference(text);
  }

  private static Period period(String text) {
    if (!text.matches("[1-9][0-9]{0,5}")) {
      throw new IllegalArgumentException(
          "--older-than-days is %s; expected a number of days".formatted(text));
    }
    return Period.ofDays(Integer.parseInt(text));
  }
}
