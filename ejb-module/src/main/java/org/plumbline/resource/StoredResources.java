package org.plumbline.resource;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.StoredResource.Key;

/** The resources that were accepted over the FHIR endpoint. */
@Stateless
@RolesAllowed(Client.ROLE)
public class StoredResources {
  private static final String OF_CURRENT_VERSIONS =
      """
       from ResourceRow r where r.tenant = :tenant and r.type = :type
       and not exists (select 1 from ResourceRow n where n.tenant = r.tenant and n.type = r.type and n.id = r.id and n.version > r.version)
      """;

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected StoredResources() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public StoredResources(Clock clock) {
    this.clock = clock;
  }

  /**
   * Keeps a resource as the next version of its key.
   *
   * @param expected the version that the writer had seen; empty when the writer did not say
   * @throws StaleVersion if another version is current, or somebody else wrote at the same time
   */
  public StoredResource add(Key key, String json, Traits traits, OptionalInt expected) {
    var current = latest(key).map(StoredResource::version).orElse(0);
    if (expected.isPresent() && expected.getAsInt() != current) {
      throw new StaleVersion(current);
    }
    var stored =
        new StoredResource(key, current + 1, clock.instant().truncatedTo(ChronoUnit.MILLIS), json);
    try {
      entities.persist(new ResourceRow(stored, traits));
      entities.flush();
    } catch (PersistenceException e) {
      if (e instanceof ConstraintViolationException
          || e.getCause() instanceof ConstraintViolationException) {
        throw new StaleVersion(current + 1);
      }
      throw e;
    }
    return stored;
  }

  /** The newest version of a resource; empty when there is none. */
  public Optional<StoredResource> latest(Key key) {
    return ofKey(key, "").setMaxResults(1).getResultStream().findFirst().map(ResourceRow::stored);
  }

  /** The newest versions of resources of a type, in one query; those that there are. */
  public List<StoredResource> latest(Tenant tenant, String type, Collection<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return entities
        .createQuery(
            "select r%s and r.id in (:ids)".formatted(OF_CURRENT_VERSIONS), ResourceRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("type", type)
        .setParameter("ids", ids)
        .getResultStream()
        .map(ResourceRow::stored)
        .toList();
  }

  /** One version of a resource; empty when there is none. */
  public Optional<StoredResource> version(Key key, int version) {
    return ofKey(key, " and r.version = :version")
        .setParameter("version", version)
        .getResultStream()
        .findFirst()
        .map(ResourceRow::stored);
  }

  private TypedQuery<ResourceRow> ofKey(Key key, String further) {
    return entities
        .createQuery(
            "select r from ResourceRow r where r.tenant = :tenant and r.type = :type and r.id = :id%s order by r.version desc"
                .formatted(further),
            ResourceRow.class)
        .setParameter("tenant", key.tenant().value())
        .setParameter("type", key.type())
        .setParameter("id", key.id().value());
  }

  /** The newest versions that fit, in the order that is asked for. */
  public List<StoredResource> find(Search query) {
    var order =
        Stream.concat(
                query.order().isEmpty()
                    ? Stream.of("coalesce(r.authored, r.receivedAt) desc")
                    : query.order().stream().map(Search.Order::clause),
                Stream.of("r.id"))
            .collect(Collectors.joining(", "));
    return asked(query, "select r", " order by " + order, ResourceRow.class)
        .setFirstResult(query.skip())
        .setMaxResults(query.most())
        .getResultList()
        .stream()
        .map(ResourceRow::stored)
        .toList();
  }

  /** How many newest versions fit. */
  public int count(Search query) {
    return Math.toIntExact(asked(query, "select count(r)", "", Long.class).getSingleResult());
  }

  private <T> TypedQuery<T> asked(Search query, String select, String order, Class<T> type) {
    var wanted = Wanted.of(query);
    var asked =
        entities
            .createQuery(select + OF_CURRENT_VERSIONS + wanted.clause() + order, type)
            .setParameter("tenant", query.tenant().value())
            .setParameter("type", query.type());
    wanted.bind(asked);
    return asked;
  }

  /** The newest responses of a patient; for a hook that has to find the intake. */
  public List<StoredResource> newestOf(
      Tenant tenant, String type, PatientReference patient, int most) {
    return find(Search.about(tenant, type, patient, 0, most));
  }
}
