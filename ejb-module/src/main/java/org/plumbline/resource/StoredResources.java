package org.plumbline.resource;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.plumbline.resource.StoredResource.Key;

/** The resources that were accepted over the FHIR endpoint. */
@Stateless
public class StoredResources {
  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected StoredResources() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public StoredResources(Clock clock) {
    this.clock = clock;
  }

  /** Keeps a resource as the next version of its key. */
  public StoredResource add(Key key, String json) {
    var version = latest(key).map(StoredResource::version).orElse(0) + 1;
    var stored =
        new StoredResource(key, version, clock.instant().truncatedTo(ChronoUnit.MILLIS), json);
    entities.persist(new ResourceRow(stored));
    return stored;
  }

  /** The newest version of a resource; empty when there is none. */
  public Optional<StoredResource> latest(Key key) {
    return entities
        .createQuery(
            "select r from ResourceRow r where r.type = :type and r.id = :id order by r.version desc",
            ResourceRow.class)
        .setParameter("type", key.type())
        .setParameter("id", key.id())
        .setMaxResults(1)
        .getResultStream()
        .findFirst()
        .map(ResourceRow::stored);
  }
}
