package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Criterion.Is;
import org.plumbline.resource.Criterion.Property;
import org.plumbline.resource.Search;
import org.plumbline.resource.StaleVersion;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResource.Id;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.intake.Reference;

/**
 * Puts resources into the store and takes them out, with the id and version that the store gave
 * them, and only those that the caller may handle.
 */
@ApplicationScoped
class ResourceShelf {
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

  private FhirContext context;
  private StoredResources stored;
  private Access access;

  @SuppressWarnings("NullAway.Init")
  protected ResourceShelf() {} // required by the container

  @Inject
  ResourceShelf(FhirContext context, StoredResources stored, Access access) {
    this.context = context;
    this.stored = stored;
    this.access = access;
  }

  /**
   * Keeps a new resource.
   *
   * @param condition the search of If-None-Exist; what it finds is answered in place of a new one
   */
  MethodOutcome create(Resource resource, @Nullable String condition) {
    access.requireWrite(resource, Interaction.CREATE);
    access.note(resource);
    var type = resource.fhirType();
    if (condition != null) {
      var same = stored.find(sought(resource.getClass(), condition));
      if (same.size() > 1) {
        throw new PreconditionFailedException("If-None-Exist finds more than one " + type);
      }
      if (!same.isEmpty()) {
        return outcome(parse(resource.getClass(), same.get(0)), false);
      }
    }
    var key = new Key(access.tenant(), type, new Id(UUID.randomUUID().toString()));
    return keep(key, resource, OptionalInt.of(0));
  }

  private Search sought(Class<? extends Resource> type, String condition) {
    var name = type.getSimpleName();
    var criteria = new ArrayList<>(Conditional.criteria(context, type, condition));
    access
        .limit(name, Interaction.CREATE)
        .ifPresent(it -> criteria.add(new Is(Property.PATIENT, Set.of(it.value()))));
    return new Search(access.tenant(), name, criteria, List.of(), 0, 2);
  }

  /**
   * Keeps a resource under the sender's id.
   *
   * @param ifMatch the header that names the version that must be current; null when there is none
   */
  MethodOutcome update(IdType id, Resource resource, @Nullable String ifMatch) {
    resource.setId(id.getIdPart());
    access.requireWrite(resource, Interaction.UPDATE);
    access.note(resource);
    var key = new Key(access.tenant(), resource.fhirType(), new Id(id.getIdPart()));
    // Whoever may write about one patient must not take over what is kept about another.
    stored
        .latest(key)
        .map(it -> parse(resource.getClass(), it))
        .ifPresent(it -> access.requireWrite(it, Interaction.UPDATE));
    return keep(key, resource, ifMatch == null ? OptionalInt.empty() : expected(ifMatch, key));
  }

  /** The version that must be current; an asterisk stands for any that there is. */
  private OptionalInt expected(String ifMatch, Key key) {
    if (ifMatch.strip().equals("*")) {
      return OptionalInt.of(
          stored
              .latest(key)
              .map(StoredResource::version)
              .orElseThrow(
                  () -> new PreconditionFailedException("If-Match: * but nothing is kept here")));
    }
    var match = ENTITY_TAG.matcher(ifMatch.strip());
    if (!match.matches()) {
      throw new InvalidRequestException("If-Match: expected a version such as W/\"1\"");
    }
    return OptionalInt.of(Integer.parseInt(match.group(1)));
  }

  private static OptionalInt version(IdType id) {
    try {
      return OptionalInt.of(Integer.parseInt(id.getVersionIdPart()));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }

  private MethodOutcome keep(Key key, Resource resource, OptionalInt expected) {
    resource.setId(key.id().value());
    try {
      var json = context.newJsonParser().encodeResourceToString(resource);
      var kept = stored.add(key, json, Marks.of(resource), expected);
      stamp(resource, kept);
      return outcome(resource, kept.version() == 1);
    } catch (StaleVersion e) {
      throw new PreconditionFailedException(
          "%s: %s; read it again and repeat the change".formatted(key.type(), e.getMessage()));
    }
  }

  private static MethodOutcome outcome(Resource resource, boolean created) {
    var outcome = new MethodOutcome(resource.getIdElement(), created);
    outcome.setResource(resource);
    return outcome;
  }

  /** The newest version, or that of the id; one that the caller may not see is not there. */
  <T extends Resource> T read(Class<T> type, IdType id) {
    var key = new Key(access.tenant(), type.getSimpleName(), new Id(id.getIdPart()));
    var sought =
        id.hasVersionIdPart()
            ? version(id).stream().boxed().findFirst().flatMap(it -> stored.version(key, it))
            : stored.latest(key);
    return sought
        .map(it -> parse(type, it))
        .filter(it -> access.covers(it.fhirType(), Interaction.READ, Access.patient(it)))
        .map(this::noted)
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  private <T extends Resource> T noted(T resource) {
    access.note(resource);
    return resource;
  }

  <T extends Resource> T parse(Class<T> type, StoredResource found) {
    var resource = context.newJsonParser().parseResource(type, found.json());
    stamp(resource, found);
    return resource;
  }

  private static void stamp(Resource resource, StoredResource stored) {
    resource.setId(
        new IdType(
            stored.key().type(), stored.key().id().value(), String.valueOf(stored.version())));
    resource
        .getMeta()
        .setVersionId(String.valueOf(stored.version()))
        .setLastUpdated(Date.from(stored.receivedAt()));
  }

  /** The patient of this clinic that a reference names, when it is kept here and may be seen. */
  Optional<StoredResource> patient(String reference) {
    return Reference.to("Patient", reference)
        .map(PatientReference::new)
        .filter(
            it ->
                access.covers("Patient", Interaction.READ, Optional.of(it))
                    || access.limit("QuestionnaireResponse", Interaction.CREATE).isEmpty())
        .map(it -> it.value().substring("Patient/".length()))
        .flatMap(it -> stored.latest(new Key(access.tenant(), "Patient", new Id(it))));
  }
}
