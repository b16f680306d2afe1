package org.plumbline.history;

import jakarta.ejb.SessionContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.BaseSessionEventListener;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.AvailableSettings;
import org.hibernate.cfg.Configuration;
import org.hibernate.jdbc.Work;
import org.plumbline.client.Tenant;
import org.plumbline.kb.KnowledgeBase;

/** A database in memory with the schema of the product, and the records that a test puts there. */
public final class Kept implements AutoCloseable {
  public static final Tenant TENANT = new Tenant("clinic");
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private final DataSource database;
  private final SessionFactory sessions;
  private final ReadRows read;
  private final EntityManager entities;
  private final Executions executions = new Executions();
  private int number;

  /** What is sent to the database; a batch is sent at once. */
  private static final class Executions extends BaseSessionEventListener {
    private static final long serialVersionUID = 1L;
    private long count;

    @Override
    public void jdbcExecuteStatementStart() {
      count++;
    }

    @Override
    public void jdbcExecuteBatchStart() {
      count++;
    }
  }

  private Kept(DataSource database, SessionFactory sessions, ReadRows read) {
    this.database = database;
    this.sessions = sessions;
    this.read = read;
    this.entities = sessions.createEntityManager();
    entities.unwrap(Session.class).addEventListeners(executions);
    entities.getTransaction().begin();
  }

  /**
   * The schema without a row; Hibernate migrates it as it does in the product.
   *
   * @param mapped the entities that the test reads
   */
  public static Kept empty(Class<?>... mapped) {
    var database = new JdbcDataSource();
    database.setUrl(
        "jdbc:h2:mem:%s;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1"
            .formatted(UUID.randomUUID()));
    var read = new ReadRows();
    var configuration = new Configuration();
    for (var entity : mapped) {
      configuration.addAnnotatedClass(entity);
    }
    configuration.addAnnotatedClass(AssessmentRecord.class);
    configuration.getProperties().put(AvailableSettings.GENERATE_STATISTICS, true);
    // As in persistence.xml.
    configuration.getProperties().put(AvailableSettings.STATEMENT_BATCH_SIZE, 100);
    configuration.getProperties().put(AvailableSettings.ORDER_INSERTS, true);
    configuration
        .getProperties()
        .put(AvailableSettings.JAKARTA_NON_JTA_DATASOURCE, read.watch(database));
    return new Kept(database, configuration.buildSessionFactory(), read);
  }

  /** The same with every entity of the product. */
  public static Kept whole() {
    return empty(
        Stream.of(
                "client.ClientRow",
                "followup.FollowUpRow",
                "key.SigningKeyRow",
                "outbox.MessageRow",
                "resource.ResourceRow")
            .map(Kept::entity)
            .toArray(Class<?>[]::new));
  }

  private static Class<?> entity(String name) {
    try {
      return Class.forName("org.plumbline." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Does something with the connection, in the same transaction. */
  public void with(Work work) {
    entities.flush();
    entities.unwrap(Session.class).doWork(work);
  }

  /** Does something with a connection of its own, as another process would, and keeps it. */
  public void beside(Work work) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      work.execute(connection);
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * What something reads.
   *
   * @param asked every statement, in its order
   * @param rows how many rows H2 looks at, in all its tables
   */
  public record Read(List<String> asked, long rows) {
    public Read {
      asked = List.copyOf(asked);
    }

    public int statements() {
      return asked.size();
    }
  }

  /** Does something and tells what it reads. */
  public Read readBy(Runnable work) {
    written();
    read.begin();
    work.run();
    return read.end();
  }

  /** The same of something that is done with the connection. */
  public Read readWith(Work work) {
    return readBy(() -> with(work));
  }

  /**
   * Many assessments of a tenth as many patients, each with a red flag, answered and recorded at a
   * steady rate and decided about by nobody.
   *
   * @param from when the first was
   * @param until when the last was
   */
  public void many(int count, Instant from, Instant until) {
    run(
        """
        insert into assessment (id, recorded_at, answered_at, tenant, patient, response, route, knowledge_version, urgency, provisional, unfinished)
        select cast(lpad(x, 32, '0') as uuid), t, t, ?4, 'Patient/' || mod(x, cast(?1 as integer) / 10), 'QuestionnaireResponse/' || x, 'PATIENT_LINK', '0.0.0', 'routine', false, false
        from (select "X" x, dateadd('MICROSECOND', cast("X" * cast(?3 as double precision) as bigint), cast(?2 as timestamp with time zone)) t from system_range(1, ?1)) made
        """,
        count,
        from,
        (double) ChronoUnit.MICROS.between(from, until) / count,
        TENANT.value());
    run(
        """
        insert into assessment_conclusion (assessment_id, position, rule, kind, urgency, facts, tenant, recorded_at)
        select id, 0, 'saddle', 'red-flag', urgency, '', tenant, recorded_at from assessment where knowledge_version = '0.0.0' and response like 'Q%'
            and not exists (select 1 from assessment_conclusion c where c.assessment_id = assessment.id)
        """);
    // As H2 does by itself after a commit; it commits.
    run("analyze");
  }

  /** Each assessment was told to a listener, and its response is stored here. */
  public void told() {
    run(
        """
        insert into outbox (id, tenant, client, kind, subject, target, payload, created_at, due_at, attempts, state)
        select id, tenant, 'ehr', 'WEBHOOK', 'Assessment/' || cast(id as varchar(36)), 'https://ehr.example/hook', '{}', recorded_at, recorded_at, 1, 'SENT' from assessment
        """);
    run(
        """
        insert into stored_resource (tenant, type, id, version, received_at, patient, authored, content)
        select tenant, 'QuestionnaireResponse', substring(response from 23), 1, recorded_at, patient, answered_at, '{}' from assessment
        """);
  }

  /** Each assessment had a follow-up that was done, and a decision, when it was answered. */
  public void lookedAfter() {
    run(
        """
        insert into follow_up (id, tenant, patient, assessment_id, urgency, code, escalates, created_at, due_at, state)
        select id, tenant, patient, id, urgency, 're-screen', false, answered_at, answered_at, 'done' from assessment
        """);
    run(
        """
        insert into decision (id, tenant, assessment_id, decided_at, kind, urgency, reason, author)
        select id, tenant, id, answered_at, 'confirmed', urgency, '', 'Dr A' from assessment
        """);
    run("analyze");
  }

  /** Many audit entries about the patients who are known, one in each second before a moment. */
  public void entries(int count, Instant until) {
    run(
        """
        insert into audit_event (id, at, tenant, action, what, outcome, agent, pseudonym, about)
        select random_uuid(), dateadd('SECOND', -"X", cast(?2 as timestamp with time zone)), ?3, 'read', 'Task', 200, 'ehr', p.pseudonym, ''
        from system_range(1, ?1), pseudonym p
        """,
        count,
        until,
        TENANT.value());
  }

  /** The number that a query finds. */
  public long number(String sql) {
    return ((Number) entities.createNativeQuery(sql).getSingleResult()).longValue();
  }

  /** What speaks to it. */
  public EntityManager entities() {
    return entities;
  }

  /** What was concluded about what is kept, by the knowledge that wrote it here. */
  public Conclusions conclusions() {
    return conclusions(new LiveKnowledge(""));
  }

  /** The same while another knowledge runs. */
  public Conclusions conclusions(LiveKnowledge live) {
    return new Conclusions(KNOWLEDGE, live, give(new KeptWords()));
  }

  /** How many statements were prepared so far. */
  public long statements() {
    return sessions.getStatistics().getPrepareStatementCount();
  }

  /** How often the database was asked or told something so far. */
  public long executions() {
    return executions.count;
  }

  /** Gives a bean its entity manager and its caller, as the container would. */
  public <T> T give(T bean) {
    for (Class<?> type = bean.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (var field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(PersistenceContext.class)) {
          set(bean, field, entities);
        } else if (field.getType() == SessionContext.class) {
          set(bean, field, context());
        }
      }
    }
    return bean;
  }

  private static void set(Object bean, Field field, Object value) {
    try {
      field.setAccessible(true);
      field.set(bean, value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object context() {
    Principal caller = () -> "caller";
    return Proxy.newProxyInstance(
        Kept.class.getClassLoader(),
        new Class<?>[] {SessionContext.class},
        (proxy, method, arguments) -> caller);
  }

  /** A finished intake; each has a response of its own, and is recorded after those before. */
  public UUID assessment(String patient, Instant answeredAt, String urgency, String... flags) {
    return add(patient, answeredAt, urgency, false, "PATIENT_LINK", response(), List.of(flags));
  }

  /** One that the patient has not come to the end of. */
  public UUID unfinished(String patient, Instant answeredAt, String urgency, String... flags) {
    return add(patient, answeredAt, urgency, true, "PATIENT_LINK", response(), List.of(flags));
  }

  /** What a clinician found in addition. */
  public UUID examination(
      String patient, Instant at, String urgency, UUID examined, List<String> flags) {
    return add(patient, at, urgency, false, "EXAMINATION", "Assessment/" + examined, flags);
  }

  private String response() {
    return "QuestionnaireResponse/" + number;
  }

  /** An assessment; a flag has the urgency of the assessment unless it says another after a dot. */
  public UUID add(
      String patient,
      Instant answeredAt,
      String urgency,
      boolean unfinished,
      String route,
      String response,
      List<String> flags) {
    var id = UUID.randomUUID();
    run(
        "insert into assessment (id, recorded_at, answered_at, tenant, patient, response, route,"
            + " knowledge_version, urgency, provisional, unfinished) values (?1, ?2, ?3, ?4, ?5,"
            + " ?6, ?7, '0.0.0', ?8, false, ?9)",
        id,
        Instant.EPOCH.plusSeconds(number++),
        answeredAt,
        TENANT.value(),
        patient,
        response,
        route,
        urgency,
        unfinished);
    for (var i = 0; i < flags.size(); i++) {
      var parts = flags.get(i).split("\\.");
      run(
          "insert into assessment_conclusion (assessment_id, position, rule, kind, urgency, facts,"
              + " tenant, recorded_at) values (?1, ?2, ?3, 'red-flag', ?4, '', ?5, ?6)",
          id,
          i,
          parts[0],
          parts.length > 1 ? parts[1] : urgency,
          TENANT.value(),
          Instant.EPOCH);
    }
    return id;
  }

  public void decide(UUID assessment) {
    run(
        "insert into decision (id, tenant, assessment_id, decided_at, kind, urgency, reason,"
            + " author) values (?1, ?2, ?3, ?4, 'changed', 'routine', 'examined-normal', 'Dr A')",
        UUID.randomUUID(),
        TENANT.value(),
        assessment,
        Instant.EPOCH);
  }

  /** A card of the assessment, with what became of it. */
  public void feedback(UUID assessment, String outcome, boolean reason) {
    var card = UUID.randomUUID();
    run(
        "insert into card_assessment (tenant, card_id, assessment_id) values (?1, ?2, ?3)",
        TENANT.value(),
        card,
        assessment);
    run(
        "insert into feedback (tenant, card_id, outcome, outcome_at, received_at, known,"
            + " suggestions, reason) values (?1, ?2, ?3, ?4, ?4, true, '', "
            + (reason ? "'examined-normal')" : "null)"),
        TENANT.value(),
        card.toString(),
        outcome,
        Instant.EPOCH);
  }

  /**
   * How many rows H2 looks at for a query of the tenant since a moment, in all its tables.
   *
   * @param sql with the parameters {@code :tenant} and {@code :since}
   */
  public long scanned(String sql, Instant since) {
    var plan =
        entities
            .createNativeQuery("explain analyze " + sql, String.class)
            .setParameter("tenant", TENANT.value())
            .setParameter("since", since)
            .getSingleResult();
    return Pattern.compile("scanCount: (\\d+)")
        .matcher(String.valueOf(plan))
        .results()
        .mapToLong(it -> Long.parseLong(it.group(1)))
        .sum();
  }

  /** A message that waits to be sent. */
  public void message(UUID id, String client, Instant at) {
    run(
        "insert into outbox (id, tenant, client, kind, subject, target, payload, created_at,"
            + " due_at, attempts, state) values (?1, ?2, ?3, 'WEBHOOK', 'Assessment/1',"
            + " 'https://ehr.example/hook', '{}', ?4, ?4, 0, 'PENDING')",
        id,
        TENANT.value(),
        client,
        at);
  }

  /** What was changed is in the database, as at the end of a transaction. */
  public void written() {
    entities.flush();
    entities.clear();
  }

  private void run(String sql, Object... values) {
    var query = entities.createNativeQuery(sql);
    for (var i = 0; i < values.length; i++) {
      query.setParameter(i + 1, values[i]);
    }
    query.executeUpdate();
  }

  @Override
  public void close() {
    entities.getTransaction().rollback();
    entities.close();
    sessions.close();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("shutdown");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
