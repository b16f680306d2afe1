package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Query;
import org.plumbline.resource.StaleVersion;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResource.Id;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.intake.Reference;

/**
 * Puts resources into the store and takes them out, with the id and version that the store gave
 * them, and only those that the caller may handle.
 */
@ApplicationScoped
class ResourceShelf {
  private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");
  private static final Pattern BY_IDENTIFIER =
      Pattern.compile("(?:[A-Za-z]+\\?)?identifier=([^&]+)");

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
      var same = stored.find(sought(type, condition));
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

  private Query sought(String type, String condition) {
    var match = BY_IDENTIFIER.matcher(condition);
    if (!match.matches()) {
      throw new InvalidRequestException("If-None-Exist: expected identifier=system|value alone");
    }
    var identifier = URLDecoder.decode(match.group(1), StandardCharsets.UTF_8);
    return new Query(
        access.tenant(),
        type,
        new Traits(
            access.limit(type, Interaction.CREATE).map(PatientReference::value),
            Optional.of(identifier),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty(),
        0,
        2);
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
    return keep(key, resource, ifMatch == null ? OptionalInt.empty() : version(ifMatch));
  }

  private static OptionalInt version(String ifMatch) {
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
      var kept = stored.add(key, json, traits(resource), expected);
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

  private static Traits traits(Resource resource) {
    if (resource instanceof QuestionnaireResponse response) {
      return new Traits(
          Access.patient(response).map(PatientReference::value),
          identifier(response.getIdentifier()),
          Optional.ofNullable(response.getStatus()).map(it -> it.toCode()),
          Optional.ofNullable(response.getAuthored()).map(Date::toInstant),
          Optional.ofNullable(response.getAuthor().getReference()),
          Optional.ofNullable(response.getQuestionnaire()).map(it -> it.split("\\|")[0]));
    }
    var identifier =
        resource instanceof Patient patient && patient.getIdentifier().size() == 1
            ? identifier(patient.getIdentifierFirstRep())
            : Optional.<String>empty();
    return new Traits(
        Access.patient(resource).map(PatientReference::value),
        identifier,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> identifier(Identifier identifier) {
    return Optional.ofNullable(identifier.getValue())
        .map(it -> Optional.ofNullable(identifier.getSystem()).orElse("") + "|" + it);
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
