package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.exceptions.ForbiddenOperationException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.intake.Reference;

/** What the caller may do with resources about patients, and with whose. */
@ApplicationScoped
class Access {
  /** What says nothing about a patient; whoever has signed in may read it. */
  private static final Set<String> KNOWLEDGE =
      Set.of(
          "Questionnaire",
          "Library",
          "PlanDefinition",
          "ActivityDefinition",
          "CodeSystem",
          "ValueSet",
          "ConceptMap",
          "StructureDefinition",
          "OperationDefinition");

  /** What clients send to be kept. */
  private static final List<String> WRITTEN = List.of("Patient", "QuestionnaireResponse");

  private Callers callers;

  @SuppressWarnings("NullAway.Init")
  protected Access() {} // required by the container

  @Inject
  Access(Callers callers) {
    this.callers = callers;
  }

  static boolean isKnowledge(String type) {
    return KNOWLEDGE.contains(type);
  }

  Tenant tenant() {
    return callers.current().tenant();
  }

  /**
   * Lets the caller do something with a type.
   *
   * @throws ForbiddenOperationException if no scope of the token covers it
   */
  void require(String type, Interaction interaction) {
    if (!callers.current().may(type, interaction)) {
      throw forbidden();
    }
  }

  /**
   * Lets the caller send a Bundle of what is written; each entry asks for itself.
   *
   * @throws ForbiddenOperationException if no scope of the token covers any writing
   */
  void requireSomeWriting() {
    if (WRITTEN.stream()
        .noneMatch(
            it ->
                callers.current().may(it, Interaction.CREATE)
                    || callers.current().may(it, Interaction.UPDATE))) {
      throw forbidden();
    }
  }

  /** The one patient to whom the token is limited for this; empty when it is not limited. */
  Optional<PatientReference> limit(String type, Interaction interaction) {
    return callers.current().limit(type, interaction);
  }

  /** Whether the caller may do this with a resource about this patient. */
  boolean covers(String type, Interaction interaction, Optional<PatientReference> about) {
    return callers.current().may(type, interaction)
        && limit(type, interaction).map(it -> about.filter(it::equals).isPresent()).orElse(true);
  }

  /**
   * Lets the caller write a resource.
   *
   * @throws ForbiddenOperationException if it is about another patient than the token
   */
  void requireWrite(Resource resource, Interaction interaction) {
    if (!covers(resource.fhirType(), interaction, patient(resource))) {
      throw forbidden();
    }
  }

  /**
   * Whose resources a search finds.
   *
   * @param nobodys whether it asks for another patient than the token's, and so finds nothing
   * @param about the one patient; empty when it finds those of all
   */
  record Reach(boolean nobodys, Optional<PatientReference> about) {}

  /**
   * Whose resources of this type a search finds.
   *
   * @param patient what the search asks for; null when it asks for nobody
   * @throws InvalidRequestException if it names no patient
   */
  Reach reach(String type, @Nullable ReferenceParam patient) {
    var asked =
        Optional.ofNullable(patient)
            .map(
                it ->
                    subject(it.getValue())
                        .orElseThrow(
                            () -> new InvalidRequestException("patient names no patient")));
    var limit = limit(type, Interaction.SEARCH);
    if (limit.isPresent() && asked.isPresent() && !asked.equals(limit)) {
      return new Reach(true, Optional.empty());
    }
    var about = limit.or(() -> asked);
    about.ifPresent(callers::accessed);
    return new Reach(false, about);
  }

  /** The call handles this resource; the audit names whom it is about. */
  void note(Resource resource) {
    patient(resource).ifPresent(callers::accessed);
  }

  /** The answer of RFC 6750 to a token that does not reach far enough. */
  static ForbiddenOperationException forbidden() {
    var forbidden = new ForbiddenOperationException("the scopes of the token do not cover this");
    forbidden.addResponseHeader(
        "WWW-Authenticate", "Bearer realm=\"plumbline\", error=\"insufficient_scope\"");
    return forbidden;
  }

  /** Whom a resource is about. */
  static Optional<PatientReference> patient(Resource resource) {
    if (resource instanceof Patient patient) {
      return Optional.ofNullable(patient.getIdElement().getIdPart())
          .flatMap(it -> Reference.to("Patient", it))
          .map(PatientReference::new);
    }
    if (resource instanceof QuestionnaireResponse response) {
      return subject(response.getSubject().getReference());
    }
    return Optional.empty();
  }

  /** The patient of a reference; a contained one is named by its id. */
  static Optional<PatientReference> subject(@Nullable String reference) {
    return Optional.ofNullable(reference)
        .map(it -> it.startsWith("#") ? it.substring(1) : it)
        .flatMap(it -> Reference.to("Patient", it))
        .map(PatientReference::new);
  }
}
