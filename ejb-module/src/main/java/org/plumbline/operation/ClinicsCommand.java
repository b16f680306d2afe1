package org.plumbline.operation;

import java.io.IOException;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.database.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says by which clock a clinic works, how long it keeps its records, and when it calls. */
@Command(
    name = "clinics",
    description = "By which clock a clinic works, how long it keeps its records, when it calls.")
final class ClinicsCommand {
  private final Console console;

  ClinicsCommand(Console console) {
    this.console = console;
  }

  @Command(description = "Lists the clinics.")
  int list() throws SQLException, IOException {
    return console.inTransaction(
        it -> {
          list(it, console.out());
          return 0;
        });
  }

  @Command(description = "Says how a clinic works from now on.")
  int set(
      @Option(names = "--tenant", required = true, paramLabel = "<clinic>") String tenant,
      @Option(names = "--zone", required = true, paramLabel = "<zone, such as Europe/London>")
          String zone,
      @Option(
              names = "--retention-days",
              paramLabel = "<days>",
              description = "how long records are kept")
          @Nullable String retention,
      @Option(
              names = "--call-after-hours",
              paramLabel = "<1 to 72>",
              description = "when a patient who has not answered a link is called")
          @Nullable String calls)
      throws SQLException, IOException {
    var clinic =
        new Row(
            new Tenant(tenant),
            zone(zone),
            Optional.ofNullable(retention).map(ClinicsCommand::days),
            Optional.ofNullable(calls).map(ClinicsCommand::hours));
    return console.inTransaction(
        it -> {
          insert(it, clinic);
          console.out().printf("set %s%n", clinic.tenant());
          return 0;
        });
  }

  private record Row(Tenant tenant, ZoneId zone, Optional<Integer> days, Optional<Integer> hours) {}

  private static void list(Connection database, PrintStream out) throws SQLException {
    try (var query =
            database.prepareStatement(
                "select tenant, zone, retention_days, call_after_hours from clinic c where version"
                    + " = (select max(version) from clinic where tenant = c.tenant) order by"
                    + " tenant");
        var found = query.executeQuery()) {
      while (found.next()) {
        out.printf(
            "%s\tzone %s\tkept %s\tcalls %s%n",
            found.getString(1),
            found.getString(2),
            found.getObject(3) == null ? "for good" : found.getInt(3) + " days",
            found.getObject(4) == null
                ? "after the hours of dispositions.yaml"
                : "after " + found.getInt(4) + " hours");
      }
    }
  }

  private void insert(Connection database, Row clinic) throws SQLException {
    try (var insert =
        database.prepareStatement(
            """
            insert into clinic (tenant, version, registered_at, zone, retention_days, call_after_hours)
            values (?, (select coalesce(max(version), 0) + 1 from clinic where tenant = ?), ?, ?, ?, ?)
            """)) {
      insert.setString(1, clinic.tenant().value());
      insert.setString(2, clinic.tenant().value());
      insert.setObject(3, console.clock().instant().atOffset(ZoneOffset.UTC));
      insert.setString(4, clinic.zone().getId());
      insert.setObject(5, clinic.days().orElse(null));
      insert.setObject(6, clinic.hours().orElse(null));
      insert.executeUpdate();
    }
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--zone is %s; expected a zone such as Europe/London".formatted(text), e);
    }
  }

  private static Integer hours(String text) {
    return Optional.of(text)
        .filter(it -> it.matches("[1-9][0-9]?"))
        .map(Integer::valueOf)
        .filter(it -> it <= Clinic.LONGEST_CALL_AFTER)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--call-after-hours is %s; expected 1 to %d"
                        .formatted(text, Clinic.LONGEST_CALL_AFTER)));
  }

  private static Integer days(String text) {
    return Optional.of(text)
        .filter(it -> it.matches("[1-9][0-9]{0,5}"))
        .map(Integer::valueOf)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--retention-days is %s; expected a number of days".formatted(text)));
  }
}
