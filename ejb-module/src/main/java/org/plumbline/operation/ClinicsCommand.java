package org.plumbline.operation;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;

/** Says by which clock a clinic works, how long it keeps its records, and when it calls. */
final class ClinicsCommand implements OperatorTool.Command {
  @Override
  public String usage() {
    return """
        plumbline.sh clinics list
        plumbline.sh clinics set --tenant <clinic> --zone <zone, such as Europe/London> [--retention-days <days>] [--call-after-hours <1 to 72>]""";
  }

  @Override
  public int run(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    switch (options.word()) {
      case "list" -> list(database, out);
      case "set" -> set(database, options, out, clock);
      default -> throw new IllegalArgumentException("expected list or set");
    }
    return 0;
  }

  private static void list(Connection database, PrintStream out) throws SQLException {
    try (var query =
            database.prepareStatement(
                "select tenant, zone, retention_days, call_after_hours from clinic c where version = (select max(version) from clinic where tenant = c.tenant) order by tenant");
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

  private static void set(Connection database, Options options, PrintStream out, Clock clock)
      throws SQLException {
    var tenant = new Tenant(options.one("tenant"));
    var zone = zone(options.one("zone"));
    var days = options.optional("retention-days").map(ClinicsCommand::days);
    var hours = options.optional("call-after-hours").map(ClinicsCommand::hours);
    try (var insert =
        database.prepareStatement(
            """
            insert into clinic (tenant, version, registered_at, zone, retention_days, call_after_hours)
            values (?, (select coalesce(max(version), 0) + 1 from clinic where tenant = ?), ?, ?, ?, ?)
            """)) {
      insert.setString(1, tenant.value());
      insert.setString(2, tenant.value());
      insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
      insert.setString(4, zone.getId());
      insert.setObject(5, days.orElse(null));
      insert.setObject(6, hours.orElse(null));
      insert.executeUpdate();
    }
    out.printf("set %s%n", tenant);
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
