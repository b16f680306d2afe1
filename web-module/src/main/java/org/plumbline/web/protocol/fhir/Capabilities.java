package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceOperationComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** Adds to the CapabilityStatement what HAPI cannot know. */
@Interceptor
public class Capabilities {
  private static final String SDC = "http://hl7.org/fhir/uv/sdc/";
  private static final String R4 = "http://hl7.org/fhir/OperationDefinition/";
  private static final String CRMI = "http://hl7.org/fhir/uv/crmi/OperationDefinition/";
  private static final String DTR = "http://hl7.org/fhir/us/davinci-dtr/OperationDefinition/";

  /** The definitions of the operations, by resource type and name. */
  private static final Map<String, String> DEFINITIONS =
      Map.ofEntries(
          Map.entry("process-response", SDC + "OperationDefinition/Questionnaire-process-response"),
          Map.entry("populate", SDC + "OperationDefinition/Questionnaire-populate"),
          Map.entry("next-question", SDC + "OperationDefinition/Questionnaire-next-question"),
          Map.entry("extract", SDC + "OperationDefinition/QuestionnaireResponse-extract"),
          Map.entry("validate", R4 + "Resource-validate"),
          Map.entry("expand", R4 + "ValueSet-expand"),
          Map.entry("ValueSet.validate-code", R4 + "ValueSet-validate-code"),
          Map.entry("CodeSystem.validate-code", R4 + "CodeSystem-validate-code"),
          Map.entry("apply", R4 + "PlanDefinition-apply"),
          Map.entry("PlanDefinition.data-requirements", R4 + "PlanDefinition-data-requirements"),
          Map.entry("Library.data-requirements", R4 + "Library-data-requirements"),
          Map.entry("package", CRMI + "crmi-package"),
          Map.entry("questionnaire-package", DTR + "questionnaire-package"));

  /** Names the publisher, what is claimed, how one signs in, and the standard operations. */
  @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
  public void complete(IBaseConformance conformance) {
    var statement = (CapabilityStatement) conformance;
    statement.setPublisher("Plumbline");
    statement.setName("Plumbline");
    statement.setTitle("Plumbline low-back triage");
    // The short codes say the same and need no terminology server to be checked.
    statement.getFormat().removeIf(format -> format.getCode().contains("/"));
    statement.addInstantiates(SDC + "CapabilityStatement/sdc-form-fill-manager");
    statement.addInstantiates(SDC + "CapabilityStatement/sdc-form-response-manager");
    statement.addInstantiates(SDC + "CapabilityStatement/sdc-form-receiver");
    statement.getRest().forEach(Capabilities::complete);
  }

  private static void complete(CapabilityStatementRestComponent rest) {
    rest.getSecurity()
        .setCors(true)
        .addService(
            new CodeableConcept(
                new Coding(
                    "http://terminology.hl7.org/CodeSystem/restful-security-service",
                    "SMART-on-FHIR",
                    "SMART-on-FHIR")))
        .setDescription("Bearer tokens of a registered authorization server; see docs/api.md.");
    rest.setInteraction(null);
    rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
    rest.addInteraction().setCode(SystemRestfulInteraction.BATCH);
    for (var resource : rest.getResource()) {
      // HAPI declares both wherever there is a search; neither is honoured.
      resource.setSearchInclude(null);
      resource.setSearchRevInclude(null);
      resource.getOperation().forEach(it -> define(resource.getType(), it));
    }
    rest.getOperation().forEach(it -> define("", it));
  }

  private static void define(
      String type, CapabilityStatementRestResourceOperationComponent operation) {
    var name = operation.getName().replaceFirst("^\\$", "");
    var definition =
        DEFINITIONS.getOrDefault(type + "." + name, DEFINITIONS.getOrDefault(name, ""));
    if (!definition.isEmpty()) {
      operation.setDefinition(definition);
    }
  }
}
