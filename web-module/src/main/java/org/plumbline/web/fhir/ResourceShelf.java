package org.plumbline.web.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.UUID;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;

/**
 * Puts resources into the store and takes them out, with the id and version that the store gave
 * them.
 */
@ApplicationScoped
class ResourceShelf {
  private FhirContext context;
  private StoredResources stored;

  @SuppressWarnings("NullAway.Init")
  protected ResourceShelf() {} // required by the container

  @Inject
  ResourceShelf(FhirContext context, StoredResources stored) {
    this.context = context;
    this.stored = stored;
  }

  MethodOutcome create(Resource resource) {
    return keep(new Key(resource.fhirType(), UUID.randomUUID().toString()), resource);
  }

  MethodOutcome update(IdType id, Resource resource) {
    return keep(new Key(resource.fhirType(), id.getIdPart()), resource);
  }

  private MethodOutcome keep(Key key, Resource resource) {
    resource.setId(key.id());
    var kept = stored.add(key, context.newJsonParser().encodeResourceToString(resource));
    stamp(resource, kept);
    var outcome = new MethodOutcome(resource.getIdElement(), kept.version() == 1);
    outcome.setResource(resource);
    return outcome;
  }

  <T extends Resource> T read(Class<T> type, IdType id) {
    var key = new Key(type.getSimpleName(), id.getIdPart());
    var found = stored.latest(key).orElseThrow(() -> new ResourceNotFoundException(id));
    var resource = context.newJsonParser().parseResource(type, found.json());
    stamp(resource, found);
    return resource;
  }

  private static void stamp(Resource resource, StoredResource stored) {
    resource.setId(
        new IdType(stored.key().type(), stored.key().id(), String.valueOf(stored.version())));
    resource
        .getMeta()
        .setVersionId(String.valueOf(stored.version()))
        .setLastUpdated(Date.from(stored.receivedAt()));
  }
}
