package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.DateRangeParam;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.jspecify.annotations.Nullable;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Query;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;
import org.plumbline.web.access.Scopes.Interaction;

/** Finds stored responses, page by page; a patient's token finds those of that patient alone. */
@ApplicationScoped
class ResponseSearch {
  private StoredResources stored;
  private ResourceShelf shelf;
  private Access access;

  @SuppressWarnings("NullAway.Init")
  protected ResponseSearch() {} // required by the container

  @Inject
  ResponseSearch(StoredResources stored, ResourceShelf shelf, Access access) {
    this.stored = stored;
    this.shelf = shelf;
    this.access = access;
  }

  /** What a client asked for; null is what it did not ask. */
  record Sought(
      @Nullable ReferenceParam subject,
      @Nullable ReferenceParam questionnaire,
      @Nullable TokenParam status,
      @Nullable TokenParam identifier,
      @Nullable ReferenceParam author,
      @Nullable DateRangeParam authored,
      @Nullable Integer count,
      @Nullable Integer offset) {}

  IBundleProvider find(Sought sought) {
    var paging = Paging.of(sought.count(), sought.offset());
    var asked = subject(sought.subject());
    var limit =
        access.limit("QuestionnaireResponse", Interaction.SEARCH).map(PatientReference::value);
    if (limit.isPresent() && asked.isPresent() && !asked.equals(limit)) {
      return new SimpleBundleProvider(List.<IBaseResource>of());
    }
    var traits =
        new Traits(
            limit.or(() -> asked),
            Optional.ofNullable(sought.identifier()).map(ResponseSearch::identifier),
            Optional.ofNullable(sought.status()).map(TokenParam::getValue),
            Optional.empty(),
            Optional.ofNullable(sought.author()).map(ReferenceParam::getValue),
            Optional.ofNullable(sought.questionnaire()).map(it -> it.getValue().split("\\|")[0]));
    var query =
        new Query(
            access.tenant(),
            "QuestionnaireResponse",
            traits,
            Optional.ofNullable(sought.authored())
                .map(DateRangeParam::getLowerBoundAsInstant)
                .map(Date::toInstant),
            Optional.ofNullable(sought.authored())
                .map(DateRangeParam::getUpperBoundAsInstant)
                .map(it -> it.toInstant().plusMillis(1)),
            paging.skip(),
            paging.most());
    return answer(query, paging);
  }

  private IBundleProvider answer(Query query, Paging paging) {
    var found =
        stored.find(query).stream()
            .map(it -> shelf.parse(QuestionnaireResponse.class, it))
            .toList();
    found.forEach(access::note);
    var provider = paging.page(found);
    provider.setSize(stored.count(query));
    return provider;
  }

  private static Optional<String> subject(@Nullable ReferenceParam subject) {
    if (subject == null) {
      return Optional.empty();
    }
    return Optional.of(
        Access.subject(subject.getValue())
            .map(PatientReference::value)
            .orElseThrow(() -> new InvalidRequestException("subject names no patient")));
  }

  private static String identifier(TokenParam token) {
    return Optional.ofNullable(token.getSystem()).orElse("") + "|" + token.getValue();
  }
}
