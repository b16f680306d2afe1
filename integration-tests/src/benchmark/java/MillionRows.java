import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Fills a PostgreSQL with a million assessments of 20 clinics over two years, and asks a running
 * server for the board of a clinic and the history of patients. Prints p50 and p95 of the whole
 * HTTP call, and of the statement in the database with its plan. Not a test: machines are noisy.
 *
 * <p>Needs a demo server on an empty PostgreSQL whose user is a superuser: {@code
 * PLUMBLINE_DB_DRIVER=postgresql PLUMBLINE_DB_URL=... ./run.sh}, then with the same environment
 * {@code java -cp <postgresql jar> integration-tests/src/benchmark/java/MillionRows.java <log file
 * of PostgreSQL>}.
 */
public final class MillionRows {
  private static final int ROWS = Integer.getInteger("rows", 1_000_000);
  private static final int CALLS = 400;
  private static final String FACTS =
      "'saddle-numbness', 'leg-pain', 'leg-pain-below-knee', 'fever', 'night-pain', 'major-trauma', 'cancer-history', 'bladder-retention',"
          + " 'bowel-incontinence', 'walking-new-difficulty', 'leg-weakness', 'weight-loss', 'steroids-long-term', 'osteoporosis', 'hernia-known',"
          + " 'groin-lump', 'dark-urine', 'muscle-swelling', 'abdominal-pulsation', 'neck-stiffness'";
  private static final String PORT = System.getenv().getOrDefault("PLUMBLINE_PORT", "8080");
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private MillionRows() {}

  public static void main(String[] args) throws IOException, InterruptedException, SQLException {
    var log = Path.of(args[0]);
    try (var database =
        DriverManager.getConnection(
            System.getenv("PLUMBLINE_DB_URL"),
            System.getenv("PLUMBLINE_DB_USER"),
            System.getenv("PLUMBLINE_DB_PASSWORD"))) {
      fill(database);
      explain(database, true);
    }
    // Connections that were open before do not explain; the server opens new ones as it needs them.
    measure("board of a clinic", number -> "/api/worklist?count=50");
    measure(
        "history of a patient",
        number -> "/api/worklist?patient=p%d&count=50".formatted(number * 20));
    measure("board, one disposition", number -> "/api/worklist?disposition=emergency&count=50");
    measure(
        "assessments with one rule", number -> "/api/worklist?rule=saddle-sensory-change&count=50");
    measure("follow-ups that are due", number -> "/api/follow-ups?state=due,escalated&count=50");
    try (var database =
        DriverManager.getConnection(
            System.getenv("PLUMBLINE_DB_URL"),
            System.getenv("PLUMBLINE_DB_USER"),
            System.getenv("PLUMBLINE_DB_PASSWORD"))) {
      explain(database, false);
    }
    plans(Files.readString(log));
  }

  private interface Address {
    String of(int number);
  }

  private static void measure(String what, Address address)
      throws IOException, InterruptedException {
    var random = new Random(3);
    var nanos = new long[CALLS];
    for (var i = -CALLS / 4; i < CALLS; i++) {
      var request =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + PORT + address.of(random.nextInt(ROWS / 60))))
              .build();
      var start = System.nanoTime();
      var answer = CLIENT.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(answer.body());
      }
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    System.out.printf(
        "%-28s whole call: p50 %6.2f ms, p95 %6.2f ms%n",
        what, nanos[CALLS / 2] / 1e6, nanos[CALLS * 95 / 100] / 1e6);
  }

  /** Every clinic has the same share; the demonstration is one of them. */
  private static void fill(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var count = statement.executeQuery("select count(*) from assessment")) {
      count.next();
      if (count.getLong(1) >= ROWS) {
        return;
      }
    }
    run(
        database,
        """
        insert into assessment (id, recorded_at, answered_at, tenant, patient, response, route, knowledge_version, knowledge_hash, urgency, provisional, statements, transcript)
        select md5('a' || n)::uuid, at, at, tenant, 'Patient/p' || ((n / 60) * 20 + n %% 20), 'QuestionnaireResponse/r' || n, 'CDS_HOOKS', '0.1.0', repeat('0', 64),
            (array['self-care', 'routine', 'routine', 'urgent', 'same-day', 'emergency'])[1 + n / 20 %% 6], n %% 3 = 0,
            '@QuestionnaireResponse/' || md5(n::text) || chr(9) || '1763625600123456' || chr(10) ||
            (select string_agg(c || chr(9) || case when (n + length(c)) %% 7 = 0 then 'present' else 'absent' end || chr(9) || '+' || chr(9) || '=' || chr(10), '')
                from unnest(array[%s]) c),
            repeat('red-flag saddle-sensory-change emergency saddle-numbness' || chr(10), 8) || md5(n::text)
        from (select n, case when n %% 20 = 0 then 'demo' else 'clinic-' || n %% 20 end as tenant,
            now() - interval '730 days' * (n::double precision / %d) as at from generate_series(1, %d) n) s
        """
            .formatted(FACTS, ROWS, ROWS));
    run(
        database,
        """
        insert into assessment_conclusion (assessment_id, position, rule, kind, urgency, facts, tenant, recorded_at)
        select id, 0, case urgency when 'emergency' then 'saddle-sensory-change' else 'most-urgent-red-flag' end, 'red-flag', urgency, 'saddle-numbness', tenant, recorded_at from assessment
        on conflict do nothing
        """);
    run(
        database,
        """
        insert into follow_up (id, tenant, patient, assessment_id, urgency, code, escalates, created_at, due_at, state)
        select md5('f' || id)::uuid, tenant, patient, id, urgency, 'review', false, recorded_at, recorded_at + interval '14 days',
            case when recorded_at < now() - interval '20 days' then 'done' when recorded_at < now() - interval '14 days' then 'due' else 'scheduled' end
        from assessment on conflict do nothing
        """);
    run(database, "analyze");
    try (var statement = database.createStatement();
        var size =
            statement.executeQuery(
                "select count(*), pg_size_pretty(pg_database_size(current_database())) from assessment")) {
      size.next();
      System.out.printf("%d assessments, database %s%n", size.getLong(1), size.getString(2));
    }
  }

  private static void run(Connection database, String sql) throws SQLException {
    try (var statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void explain(Connection database, boolean on) throws SQLException {
    try (var statement = database.createStatement()) {
      var role = statement.enquoteIdentifier(System.getenv("PLUMBLINE_DB_USER"), true);
      statement.execute(
          on
              ? "alter role %s set session_preload_libraries = 'auto_explain'".formatted(role)
              : "alter role %s reset session_preload_libraries".formatted(role));
      for (var setting :
          new String[] {"log_min_duration = 0", "log_analyze = on", "log_buffers = on"}) {
        statement.execute(
            on
                ? "alter role %s set auto_explain.%s".formatted(role, setting)
                : "alter role %s reset auto_explain.%s".formatted(role, setting.split(" ")[0]));
      }
      if (on) {
        statement.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
      }
    }
  }

  /** The plan of each kind of statement that was logged last, and how long the statements took. */
  private static void plans(String log) {
    print(log, "board of a clinic", "n.recorded_at > a.recorded_at", "c.rule = |a.urgency = [$]");
    print(log, "history of a patient", "and a.patient = ", "n.recorded_at > a.recorded_at");
    print(log, "assessments with one rule", "c.rule = ", "no such text");
  }

  private static void print(String log, String what, String has, String not) {
    var hasNot = Pattern.compile(not);
    var durations = new java.util.ArrayList<Double>();
    var last = "";
    for (var entry : log.split("(?m)^(?=\\d{4}-\\d\\d-\\d\\d )")) {
      if (entry.contains("plan:") && entry.contains(has) && !hasNot.matcher(entry).find()) {
        last = entry;
        durations.add(Double.valueOf(entry.replaceAll("(?s).*?duration: ([0-9.]+) ms.*", "$1")));
      }
    }
    java.util.Collections.sort(durations);
    if (durations.isEmpty()) {
      System.out.println(what + ": no plan in the log");
      return;
    }
    System.out.printf(
        "%n%s, in the database: %d statements, p50 %.2f ms, p95 %.2f ms%n%s%n",
        what,
        durations.size(),
        durations.get(durations.size() / 2),
        durations.get(durations.size() * 95 / 100),
        last.replaceAll("(?s).*plan:", "").strip());
  }
}
