package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Criterion.Token;
import org.plumbline.resource.Traits;

/** By what a resource is found when it is kept. */
final class Marks {
  private Marks() {}

  /**
   * The marks of a resource.
   *
   * @throws UnprocessableEntityException if its identifiers are too long to be kept
   */
  static Traits of(Resource resource) {
    return resource instanceof QuestionnaireResponse response
        ? of(response)
        : new Traits(
            Access.patient(resource).map(PatientReference::value),
            identifiers(resource instanceof Patient patient ? patient.getIdentifier() : List.of()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  private static Traits of(QuestionnaireResponse response) {
    return new Traits(
        Access.patient(response).map(PatientReference::value),
        identifiers(List.of(response.getIdentifier())),
        Optional.ofNullable(response.getStatus()).map(it -> it.toCode()),
        Optional.ofNullable(response.getAuthored()).map(Date::toInstant),
        Optional.ofNullable(response.getAuthor().getReference()),
        form(response).map(it -> it.split("\\|")[0]));
  }

  /** The form that is answered; of an adaptive one, which is contained, what it is derived from. */
  private static Optional<String> form(QuestionnaireResponse response) {
    var called = Optional.ofNullable(response.getQuestionnaire());
    return called.filter(it -> it.startsWith("#")).isEmpty()
        ? called
        : response.getContained().stream()
            .filter(Questionnaire.class::isInstance)
            .flatMap(it -> ((Questionnaire) it).getDerivedFrom().stream())
            .map(CanonicalType::getValue)
            .findFirst();
  }

  private static Optional<String> identifiers(List<Identifier> identifiers) {
    var kept =
        Traits.identifiers(
            identifiers.stream()
                .map(
                    it ->
                        new Token(
                            Optional.ofNullable(it.getSystem()),
                            Optional.ofNullable(it.getValue())))
                .toList());
    if (kept.filter(it -> it.length() > Traits.LONGEST_IDENTIFIERS).isPresent()) {
      throw new UnprocessableEntityException(
          "the identifiers are longer than %d characters together"
              .formatted(Traits.LONGEST_IDENTIFIERS));
    }
    return kept;
  }
}
