package org.plumbline.web.protocol.fhir;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.history.AssessmentId;
import org.plumbline.triage.RecordedAssessment;

/**
 * Names what a Bundle tells of an assessment: what can be read here again by the assessment and
 * which of its conclusions it is, the rest by chance.
 */
final class ResultNames {
  /** What is told again of a recorded assessment. */
  private static final Set<String> READABLE =
      Set.of("GuidanceResponse", "DetectedIssue", "ServiceRequest", "Provenance");

  private static final String CHANCE = "urn:uuid:";

  private final Bundle bundle;
  private final Optional<AssessmentId> assessment;
  private final String base;

  /**
   * Names for a Bundle.
   *
   * @param base the address of the FHIR endpoint, without a slash at the end
   */
  ResultNames(Bundle bundle, RecordedAssessment recorded, String base) {
    this.bundle = bundle;
    this.assessment = recorded.id();
    this.base = base;
  }

  /** The id of the red flag that a rule raised in an assessment. */
  static String ofIssue(AssessmentId assessment, String rule) {
    return assessment + "-" + Integer.toHexString(rule.hashCode());
  }

  /** Adds what a rule has raised. */
  void add(Resource resource, String rule) {
    assessment.ifPresent(it -> resource.setId(ofIssue(it, rule)));
    add(resource);
  }

  /** Adds a resource; one that has a name keeps it, if it can be read by it. */
  void add(Resource resource) {
    var readable = isReadable(resource);
    if (!readable) {
      resource.setId(UUID.randomUUID().toString());
    } else if (!resource.hasId()) {
      resource.setId(name(resource));
    }
    var id = resource.getIdElement().getIdPart();
    var url = readable ? base + "/" + resource.fhirType() + "/" + id : CHANCE + id;
    bundle.addEntry().setFullUrl(url).setResource(resource);
  }

  /** A red flag without a name is of answers that are recorded nowhere. */
  private boolean isReadable(Resource resource) {
    return assessment.isPresent()
        && READABLE.contains(resource.fhirType())
        && (resource.hasId() || !(resource instanceof DetectedIssue));
  }

  private String name(Resource resource) {
    var id = assessment.orElseThrow().toString();
    return resource instanceof GuidanceResponse
        ? id
        : id + "-" + resource.fhirType().toLowerCase(Locale.ROOT);
  }

  /** What was added of a type. */
  List<Reference> references(Class<? extends Resource> type) {
    return bundle.getEntry().stream()
        .filter(it -> type.isInstance(it.getResource()))
        .map(ResultNames::reference)
        .toList();
  }

  private static Reference reference(BundleEntryComponent entry) {
    var resource = entry.getResource();
    return new Reference(
        entry.getFullUrl().startsWith(CHANCE)
            ? entry.getFullUrl()
            : resource.fhirType() + "/" + resource.getIdElement().getIdPart());
  }
}
