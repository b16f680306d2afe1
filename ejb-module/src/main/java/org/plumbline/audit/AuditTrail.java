package org.plumbline.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.client.Tenant;
import org.plumbline.database.Bookmark;
import org.plumbline.database.Rows;
import org.plumbline.history.Visit.PatientReference;

/**
 * The audit. An entry is kept with what it tells of, in one transaction, and chained to the others
 * within seconds by {@link AuditChain}.
 */
@Stateless
@PermitAll
public class AuditTrail {
  private static final String PSEUDONYM =
      "select pseudonym from pseudonym where tenant = :tenant and patient = :patient";

  private static final String TOLD =
      """
      select e.id, e.at, e.tenant, e.action, e.what, e.outcome, e.agent, e.pseudonym, e.about, p.patient
      from audit_event e left join pseudonym p on p.pseudonym = e.pseudonym
      """;

  @PersistenceContext private EntityManager entities;
  @Resource private SessionContext context;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected AuditTrail() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public AuditTrail(Clock clock) {
    this.clock = clock;
  }

  /** Who calls this service. */
  public String caller() {
    return context.getCallerPrincipal().getName();
  }

  /** Keeps an entry about nobody. */
  public void add(Tenant tenant, Deed deed) {
    add(tenant, deed, "null", Map.of());
  }

  /** Keeps an entry about a patient. */
  public void add(Tenant tenant, Deed deed, PatientReference patient) {
    beKnown(tenant, patient);
    add(tenant, deed, "(" + PSEUDONYM + ")", Map.of("patient", patient.value()));
  }

  private void add(Tenant tenant, Deed deed, String pseudonym, Map<String, String> of) {
    var id = UUID.randomUUID();
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var insert =
        entities
            .createNativeQuery(
                """
                insert into audit_event (id, at, tenant, action, what, outcome, agent, pseudonym, about)
                values (:id, :at, :tenant, :action, :what, :outcome, :agent, %s, :about)
                """
                    .formatted(pseudonym))
            .setParameter("id", id)
            .setParameter("at", at)
            .setParameter("tenant", tenant.value())
            .setParameter("action", deed.action().code())
            .setParameter("what", deed.what())
            .setParameter("outcome", deed.outcome())
            .setParameter("agent", deed.agent())
            .setParameter("about", deed.about());
    of.forEach(insert::setParameter);
    Rows.writeOne(insert);
    Rows.writeOne(
        entities
            .createNativeQuery("insert into audit_waiting (event_id, at) values (:id, :at)")
            .setParameter("id", id)
            .setParameter("at", at));
  }

  /** The entry then finds the pseudonym in the statement that adds it. */
  private void beKnown(Tenant tenant, PatientReference patient) {
    entities
        .createNativeQuery(
            "insert into pseudonym (tenant, patient, pseudonym) values (:tenant, :patient, :new) on conflict do nothing")
        .setParameter("tenant", tenant.value())
        .setParameter("patient", patient.value())
        .setParameter("new", UUID.randomUUID())
        .executeUpdate();
  }

  private Optional<UUID> known(Tenant tenant, PatientReference patient) {
    return entities
        .createNativeQuery(PSEUDONYM, UUID.class)
        .setParameter("tenant", tenant.value())
        .setParameter("patient", patient.value())
        .getResultStream()
        .map(it -> (UUID) it)
        .findFirst();
  }

  /**
   * What is asked for.
   *
   * @param after where the page before ended
   * @param skip how many to pass over; for those who do not send a bookmark back
   */
  public record Query(
      Tenant tenant,
      Optional<PatientReference> patient,
      Optional<Instant> from,
      Optional<Instant> before,
      Optional<Bookmark> after,
      int skip,
      int most) {}

  /** An entry, and whom it is about as far as anybody can still tell. */
  public record Told(Entry entry, Optional<PatientReference> patient) {
    /** Where a page ends whose last entry this is. */
    public Bookmark bookmark() {
      return new Bookmark(0, entry.at(), entry.id());
    }
  }

  /** The entries that fit, newest first. */
  public List<Told> find(Query query) {
    var conditions = conditions(query);
    if (conditions.isEmpty()) {
      return List.of();
    }
    query.after().ifPresent(conditions.get()::after);
    var found =
        entities.createNativeQuery(
            "%s where %s order by e.%s, e.at desc, e.id"
                .formatted(
                    TOLD,
                    conditions.get().where,
                    query.patient().isPresent() ? "pseudonym" : "tenant"),
            Object[].class);
    conditions.get().values.forEach(found::setParameter);
    return Rows.of(found.setFirstResult(query.skip()).setMaxResults(query.most()), ToldRow.class)
        .map(ToldRow::told)
        .toList();
  }

  /** How many entries fit, in all pages. */
  public int count(Query query) {
    return conditions(query)
        .map(
            it -> {
              var count =
                  entities.createNativeQuery(
                      "select count(*) from audit_event e where " + it.where, Long.class);
              it.values.forEach(count::setParameter);
              return Math.toIntExact((Long) count.getSingleResult());
            })
        .orElse(0);
  }

  /** What a query asks for; empty when nothing was ever told of its patient. */
  private Optional<Conditions> conditions(Query query) {
    var conditions = new Conditions();
    conditions.and("e.tenant = :tenant", "tenant", query.tenant().value());
    if (query.patient().isPresent()) {
      var pseudonym = known(query.tenant(), query.patient().get());
      if (pseudonym.isEmpty()) {
        return Optional.empty();
      }
      conditions.and("e.pseudonym = :pseudonym", "pseudonym", pseudonym.get());
    }
    query.from().ifPresent(it -> conditions.and("e.at >= :from", "from", it));
    query.before().ifPresent(it -> conditions.and("e.at < :before", "before", it));
    return Optional.of(conditions);
  }

  private static final class Conditions {
    private final StringJoiner where = new StringJoiner(" and ");
    private final Map<String, Object> values = new LinkedHashMap<>();

    void and(String condition, String name, Object value) {
      where.add(condition);
      values.put(name, value);
    }

    void after(Bookmark bookmark) {
      and("e.at <= :at and (e.at < :at or e.id > :id)", "at", bookmark.at());
      values.put("id", bookmark.id());
    }
  }

  /** One entry; empty when the clinic has none of this id. */
  public Optional<Told> find(Tenant tenant, UUID id) {
    return Rows.of(
            entities
                .createNativeQuery(TOLD + "where e.tenant = :tenant and e.id = :id", Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("id", id),
            ToldRow.class)
        .map(ToldRow::told)
        .findFirst();
  }

  private record ToldRow(
      UUID id,
      Instant at,
      String tenant,
      String action,
      String what,
      int outcome,
      String agent,
      Optional<UUID> pseudonym,
      String about,
      Optional<PatientReference> patient) {
    Told told() {
      var deed = new Deed(agent, Action.of(action), what, outcome, about);
      return new Told(new Entry(id, at, tenant, deed, pseudonym), patient);
    }
  }
}
