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
    var entry =
        new Entry(
            UUID.randomUUID(),
            clock.instant(),
            tenant.value(),
            action,
            what,
            outcome,
            agent,
            patient.map(it -> pseudonym(tenant, it)),
            about);
    entities.persist(new EntryRow(entry));
    entities.persist(new WaitingRow(entry));
  }

  private UUID pseudonym(Tenant tenant, PatientReference patient) {
    return known(tenant, patient)
        .orElseGet(
            () -> {
              var added =
                  entities
                      .createNativeQuery(
                          "insert into pseudonym (tenant, patient, pseudonym) values (:tenant, :patient, :new) on conflict do nothing")
                      .setParameter("tenant", tenant.value())
                      .setParameter("patient", patient.value())
                      .setParameter("new", UUID.randomUUID())
                      .executeUpdate();
              assert added <= 1;
              return known(tenant, patient).orElseThrow();
            });
  }

  private Optional<UUID> known(Tenant tenant, PatientReference patient) {
    return entities
        .createNativeQuery(
            "select pseudonym from pseudonym where tenant = :tenant and patient = :patient",
            UUID.class)
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
