package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.MethodOutcome;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleEntryResponseComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.database.OneTransaction;
import org.plumbline.web.intake.IntakeRefused;

/**
 * Several creates and updates in one call: a transaction keeps all of them or none, a batch each by
 * itself. See <a href="http://hl7.org/fhir/R4/http.html#transaction">FHIR, batch and
 * transaction</a>.
 */
@ApplicationScoped
public class Bundles {
  private static final int OK = 200;
  private static final int CREATED = 201;

  private FhirContext context;
  private ResourceShelf shelf;
  private ResponseCheck check;
  private OneTransaction transaction;

  @SuppressWarnings("NullAway.Init")
  protected Bundles() {} // required by the container

  @Inject
  Bundles(
      FhirContext context, ResourceShelf shelf, ResponseCheck check, OneTransaction transaction) {
    this.context = context;
    this.shelf = shelf;
    this.check = check;
    this.transaction = transaction;
  }

  /** Does what each entry asks, and answers in the order of the entries. */
  @Transaction
  public Bundle keep(@TransactionParam Bundle sent) {
    if (!sent.hasType()) {
      throw new InvalidRequestException("the Bundle has no type; expected transaction or batch");
    }
    return switch (sent.getType()) {
      case TRANSACTION -> transaction.of(() -> together(sent.getEntry()));
      case BATCH -> apart(sent.getEntry());
      default ->
          throw new InvalidRequestException(
              "the Bundle is a %s; expected a transaction or a batch"
                  .formatted(sent.getType().toCode()));
    };
  }

  private Bundle together(List<BundleEntryComponent> entries) {
    var places = new HashSet<String>();
    for (var entry : entries) {
      if (entry.getRequest().getMethod() == HTTPVerb.PUT
          && !places.add(entry.getRequest().getUrl())) {
        throw new InvalidRequestException(entry.getRequest().getUrl() + " is written twice");
      }
    }
    var answers = new BundleEntryResponseComponent[entries.size()];
    var kept = new HashMap<String, String>();
    // Whom the others refer to comes first: its id is given when it is kept.
    var order =
        IntStream.range(0, entries.size())
            .boxed()
            .sorted(Comparator.comparing(it -> !isPatient(entries.get(it))))
            .toList();
    for (var i : order) {
      var entry = entries.get(i);
      refer(entry.getResource(), kept);
      var outcome = keep(entry);
      answers[i] = response(outcome);
      if (entry.hasFullUrl()) {
        kept.put(entry.getFullUrl(), outcome.getId().toUnqualifiedVersionless().getValue());
      }
    }
    return answer(BundleType.TRANSACTIONRESPONSE, List.of(answers));
  }

  private static boolean isPatient(BundleEntryComponent entry) {
    return entry.getResource() instanceof Patient;
  }

  private Bundle apart(List<BundleEntryComponent> entries) {
    var answers = new ArrayList<BundleEntryResponseComponent>();
    for (var entry : entries) {
      try {
        answers.add(response(keep(entry)));
      } catch (BaseServerResponseException | IntakeRefused | EJBException e) {
        answers.add(response(new FhirFaultMapper().answer(e)));
      }
    }
    return answer(BundleType.BATCHRESPONSE, answers);
  }

  private static Bundle answer(BundleType type, List<BundleEntryResponseComponent> answers) {
    var bundle = new Bundle().setType(type);
    answers.forEach(it -> bundle.addEntry().setResponse(it));
    return bundle;
  }

  /** What an entry calls by the address of another is called by its id. */
  private void refer(@Nullable Resource resource, Map<String, String> kept) {
    if (resource == null) {
      return;
    }
    for (var reference :
        context.newTerser().getAllPopulatedChildElementsOfType(resource, Reference.class)) {
      var id = kept.get(reference.getReference());
      if (id != null) {
        reference.setReference(id);
      }
    }
  }

  private MethodOutcome keep(BundleEntryComponent entry) {
    var request = entry.getRequest();
    var resource = entry.getResource();
    if (!(resource instanceof Patient || resource instanceof QuestionnaireResponse)) {
      throw new InvalidRequestException(
          "an entry holds no Patient and no QuestionnaireResponse; others are not kept here");
    }
    if (resource instanceof QuestionnaireResponse response) {
      check.require(response);
    }
    var type = resource.fhirType();
    var url = new IdType(request.getUrl());
    if (request.getMethod() == HTTPVerb.POST && type.equals(request.getUrl())) {
      return shelf.create(resource, request.getIfNoneExist());
    }
    if (request.getMethod() == HTTPVerb.PUT
        && type.equals(url.getResourceType())
        && url.hasIdPart()) {
      return shelf.update(url, resource, request.getIfMatch());
    }
    throw new InvalidRequestException(
        "an entry asks for %s %s; expected POST %s or PUT %s/<id>"
            .formatted(
                request.hasMethod() ? request.getMethod().toCode() : "nothing",
                request.getUrl(),
                type,
                type));
  }

  private static BundleEntryResponseComponent response(MethodOutcome outcome) {
    var kept = (Resource) outcome.getResource();
    return new BundleEntryResponseComponent()
        .setStatus(Boolean.TRUE.equals(outcome.getCreated()) ? CREATED + " Created" : OK + " OK")
        .setLocation(kept.getIdElement().getValue())
        .setEtag("W/\"%s\"".formatted(kept.getMeta().getVersionId()))
        .setLastModified(kept.getMeta().getLastUpdated());
  }

  private static BundleEntryResponseComponent response(BaseServerResponseException refused) {
    var outcome = refused.getOperationOutcome();
    if (outcome == null) {
      var told = new OperationOutcome();
      told.addIssue()
          .setSeverity(IssueSeverity.ERROR)
          .setCode(IssueType.PROCESSING)
          .setDiagnostics(refused.getMessage());
      outcome = told;
    }
    return new BundleEntryResponseComponent()
        .setStatus(String.valueOf(refused.getStatusCode()))
        .setOutcome((Resource) outcome);
  }
}
