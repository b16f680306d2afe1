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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.audit.Entry.Action;
import org.plumbline.clinic.Tenant;
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

  /** Keeps an entry. */
  public void add(
      Tenant tenant,
      Action action,
      String what,
      int outcome,
      String agent,
      Optional<PatientReference> patient,
      String about) {
    patient.ifPresent(it -> beKnown(tenant, it));
    var id = UUID.randomUUID();
    var at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var insert =
        entities
            .createNativeQuery(
                """
                insert into audit_event (id, at, tenant, action, what, outcome, agent, pseudonym, about)
                values (:id, :at, :tenant, :action, :what, :outcome, :agent, %s, :about)
                """
                    .formatted(patient.isPresent() ? "(" + PSEUDONYM + ")" : "null"))
            .setParameter("id", id)
            .setParameter("at", at)
            .setParameter("tenant", tenant.value())
            .setParameter("action", action.code())
            .setParameter("what", what)
            .setParameter("outcome", outcome)
            .setParameter("agent", agent)
            .setParameter("about", about);
    patient.ifPresent(it -> insert.setParameter("patient", it.value()));
    var added =
        insert.executeUpdate()
            + entities
                .createNativeQuery("insert into audit_waiting (event_id, at) values (:id, :at)")
                .setParameter("id", id)
                .setParameter("at", at)
                .executeUpdate();
    assert added == 2;
  }

  /** The entry then finds the pseudonym in the statement that adds it. */
  private void beKnown(Tenant tenant, PatientReference patient) {
    var added =
        entities
            .createNativeQuery(
                "insert into pseudonym (tenant, patient, pseudonym) values (:tenant, :patient, :new) on conflict do nothing")
            .setParameter("tenant", tenant.value())
            .setParameter("patient", patient.value())
            .setParameter("new", UUID.randomUUID())
            .executeUpdate();
    assert added <= 1;
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
   * @param skip how many to pass over, for paging
   */
  public record Query(
      Tenant tenant,
      Optional<PatientReference> patient,
      Optional<Instant> from,
      Optional<Instant> before,
      int skip,
      int most) {}

  /** An entry, and whom it is about as far as anybody can still tell. */
  public record Told(Entry entry, Optional<PatientReference> patient) {}

  /** The entries that fit, newest first. */
  public List<Told> find(Query query) {
    var pseudonym = query.patient().map(it -> known(query.tenant(), it));
    if (pseudonym.isPresent() && pseudonym.get().isEmpty()) {
      return List.of();
    }
    var found =
        entities
            .createQuery(
                "select e from EntryRow e where e.tenant = :tenant%s%s%s order by e.at desc, e.id"
                    .formatted(
                        pseudonym.isPresent() ? " and e.pseudonym = :pseudonym" : "",
                        query.from().isPresent() ? " and e.at >= :from" : "",
                        query.before().isPresent() ? " and e.at < :before" : ""),
                EntryRow.class)
            .setParameter("tenant", query.tenant().value());
    pseudonym.ifPresent(it -> found.setParameter("pseudonym", it.orElseThrow()));
    query.from().ifPresent(it -> found.setParameter("from", it));
    query.before().ifPresent(it -> found.setParameter("before", it));
    return found.setFirstResult(query.skip()).setMaxResults(query.most()).getResultList().stream()
        .map(it -> told(it.entry()))
        .toList();
  }

  /** One entry; empty when the clinic has none of this id. */
  public Optional<Told> find(Tenant tenant, UUID id) {
    return Optional.ofNullable(entities.find(EntryRow.class, id))
        .map(EntryRow::entry)
        .filter(it -> it.tenant().equals(tenant.value()))
        .map(this::told);
  }

  private Told told(Entry entry) {
    return new Told(
        entry,
        entry
            .pseudonym()
            .flatMap(
                it ->
                    entities
                        .createNativeQuery(
                            "select patient from pseudonym where pseudonym = :it", String.class)
                        .setParameter("it", it)
                        .getResultStream()
                        .map(patient -> new PatientReference((String) patient))
                        .findFirst()));
  }
}
