package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.IResourceProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** What is offered by the FHIR endpoint, by type. */
@ApplicationScoped
class Providers {
  private QuestionnaireProvider questionnaires;
  private QuestionnaireResponseProvider responses;
  private PatientProvider patients;
  private TaskProvider tasks;
  private AuditEventProvider audit;
  private KnowledgeProviders knowledge;
  private ResultProviders results;

  @SuppressWarnings("NullAway.Init")
  protected Providers() {} // required by the container

  @Inject
  Providers(
      QuestionnaireProvider questionnaires,
      QuestionnaireResponseProvider responses,
      PatientProvider patients,
      TaskProvider tasks,
      AuditEventProvider audit,
      KnowledgeProviders knowledge,
      ResultProviders results) {
    this.questionnaires = questionnaires;
    this.responses = responses;
    this.patients = patients;
    this.tasks = tasks;
    this.audit = audit;
    this.knowledge = knowledge;
    this.results = results;
  }

  List<IResourceProvider> all(FhirContext context, Clock clock) {
    var all =
        new ArrayList<IResourceProvider>(
            List.of(questionnaires, responses, patients, tasks, audit));
    all.addAll(results.all());
    all.addAll(knowledge.all());
    all.addAll(TerminologyProviders.of(context, clock));
    all.addAll(Artifacts.providers(context));
    return all;
  }
}
