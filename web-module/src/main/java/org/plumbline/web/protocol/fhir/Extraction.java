package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.Questionnaire.QuestionnaireItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseItemComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.json.Build;
import org.plumbline.web.protocol.fhir.FhirPaths.BadExpression;

/**
 * SDC $extract: makes Observations of answers whose question says so, and resources of the
 * contained templates, as a transaction that can be sent twice and changes nothing the second time.
 * See <a href="http://hl7.org/fhir/uv/sdc/extraction.html">Form Data Extraction</a>.
 */
@ApplicationScoped
class Extraction {
  static final String NAME = "$extract";

  /** The system of the identifiers by which a second run finds what the first one made. */
  private static final String SYSTEM = Library.CANONICAL_BASE + "/extracted";

  private static final String OBSERVATION = Template.SDC + "sdc-questionnaire-observationExtract";
  private static final String TEMPLATE = Template.SDC + "sdc-questionnaire-templateExtract";

  private FhirContext context;
  private FhirPaths paths;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Extraction() {} // required by the container

  @Inject
  Extraction(FhirContext context, FhirPaths paths, Clock clock) {
    this.context = context;
    this.paths = paths;
    this.clock = clock;
  }

  /** Everything that can be made of a response to this form. */
  Parameters extract(Questionnaire form, QuestionnaireResponse response) {
    var run = new Run(form, response);
    run.templates(form.getExtension(), response, "");
    run.items(form.getItem(), response.getItem());
    run.provenance();
    var output = new Parameters();
    output.addParameter().setName("return").setResource(run.bundle);
    if (run.issues.hasIssue()) {
      output.addParameter().setName("issues").setResource(run.issues);
    }
    return output;
  }

  /** One extraction. */
  private final class Run {
    private final IParser parser = context.newJsonParser();
    private final Questionnaire form;
    private final QuestionnaireResponse response;
    private final String key;
    private final Bundle bundle = new Bundle().setType(BundleType.TRANSACTION);
    private final OperationOutcome issues = new OperationOutcome();

    Run(Questionnaire form, QuestionnaireResponse response) {
      this.form = form;
      this.response = response;
      this.key = key(response);
    }

    /** Names the version of a response; one without an id is named by what it says. */
    private String key(QuestionnaireResponse response) {
      var id = response.getIdElement().getIdPart();
      var version =
          Optional.ofNullable(response.getMeta().getVersionId())
              .or(() -> Optional.ofNullable(response.getIdElement().getVersionIdPart()));
      return id == null
          ? UUID.nameUUIDFromBytes(parser.encodeResourceToString(response).getBytes(UTF_8))
              .toString()
          : id + version.map("-"::concat).orElse("");
    }

    void items(
        List<QuestionnaireItemComponent> asked, List<QuestionnaireResponseItemComponent> said) {
      var answers = new HashMap<String, QuestionnaireResponseItemComponent>();
      said.forEach(it -> answers.put(it.getLinkId(), it));
      for (var question : asked) {
        var answer = answers.get(question.getLinkId());
        if (answer == null) {
          continue;
        }
        if (isExtracted(question) && answer.hasAnswer()) {
          observation(question, answer);
        }
        templates(question.getExtension(), answer, question.getLinkId());
        items(question.getItem(), answer.getItem());
      }
    }

    private static boolean isExtracted(QuestionnaireItemComponent question) {
      var extension = question.getExtensionByUrl(OBSERVATION);
      return extension != null
          && extension.getValue() instanceof BooleanType flag
          && flag.booleanValue();
    }

    private void observation(
        QuestionnaireItemComponent question, QuestionnaireResponseItemComponent said) {
      var observation = new Observation();
      observation.addIdentifier(identifier(question.getLinkId()));
      observation.setStatus(
          response.getStatus() == QuestionnaireResponseStatus.AMENDED
              ? ObservationStatus.AMENDED
              : ObservationStatus.FINAL);
      question.getCode().forEach(it -> observation.getCode().addCoding(it));
      observation.setSubject(subject());
      observation.setEffective(new DateTimeType(response.getAuthored()));
      observation.setIssued(response.getAuthored());
      if (response.hasAuthor()) {
        observation.addPerformer(response.getAuthor());
      }
      reference().ifPresent(observation::addDerivedFrom);
      observation.setValue(value(said.getAnswerFirstRep().getValue()));
      add(observation, question.getLinkId(), ifNoneExist(question.getLinkId()));
    }

    /** A contained subject cannot be referred to from outside. */
    private Reference subject() {
      return Access.subject(response.getSubject().getReference())
          .map(it -> new Reference(it.value()))
          .orElseGet(Reference::new);
    }

    private static Type value(Type said) {
      if (said instanceof Coding coding) {
        return new CodeableConcept(coding);
      }
      if (said instanceof DecimalType decimal) {
        return new Quantity().setValue(decimal.getValue());
      }
      return said;
    }

    private Identifier identifier(String name) {
      return new Identifier().setSystem(SYSTEM).setValue(key + "." + name);
    }

    private String ifNoneExist(String name) {
      return "identifier=" + URLEncoder.encode(SYSTEM + "|" + key + "." + name, UTF_8);
    }

    private Optional<Reference> reference() {
      return Optional.ofNullable(response.getIdElement().getIdPart())
          .map(it -> new Reference("QuestionnaireResponse/" + it));
    }

    void templates(List<Extension> extensions, IBase on, String name) {
      for (var extension : extensions) {
        if (extension.getUrl().equals(TEMPLATE)
            && extension.getExtensionByUrl("template").getValue() instanceof Reference template) {
          template(template.getReference().replaceFirst("^#", ""), on, name);
        }
      }
    }

    private void template(String id, IBase on, String name) {
      var contained =
          form.getContained().stream()
              .filter(it -> it.getIdElement().getIdPart().replaceFirst("^#", "").equals(id))
              .findFirst();
      if (contained.isEmpty()) {
        issue("template " + id + " is not contained in the Questionnaire");
        return;
      }
      var json = new HashMap<>(read(parser.encodeResourceToString(contained.get())));
      json.remove("id");
      var filled =
          new Template<>(new Expressions()).fill(Json.createObjectBuilder(json).build(), on);
      for (var it : filled) {
        resource(it, id + (name.isEmpty() ? "" : "." + name));
      }
    }

    private void resource(JsonObject json, String name) {
      try {
        var resource = (DomainResource) parser.parseResource(json.toString());
        if (resource instanceof Condition condition) {
          condition.addIdentifier(identifier(name));
        } else if (resource instanceof Observation observation) {
          observation.addIdentifier(identifier(name));
        }
        add(resource, name, ifNoneExist(name));
      } catch (DataFormatException e) {
        issue("template " + name + " gives no resource");
      }
    }

    private void add(Resource resource, String name, String ifNoneExist) {
      var entry = bundle.addEntry();
      entry.setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes((key + "." + name).getBytes(UTF_8)));
      entry.setResource(resource);
      entry
          .getRequest()
          .setMethod(HTTPVerb.POST)
          .setUrl(resource.fhirType())
          .setIfNoneExist(ifNoneExist);
    }

    void provenance() {
      if (bundle.getEntry().isEmpty()) {
        return;
      }
      var provenance = new Provenance();
      bundle.getEntry().forEach(it -> provenance.addTarget(new Reference(it.getFullUrl())));
      provenance.setRecorded(Date.from(clock.instant()));
      provenance
          .addAgent()
          .setWho(new Reference().setType("Device").setDisplay("Plumbline " + Library.VERSION));
      provenance
          .addEntity()
          .setRole(ProvenanceEntityRole.SOURCE)
          .setWhat(
              reference()
                  .orElseGet(
                      () ->
                          new Reference()
                              .setType("QuestionnaireResponse")
                              .setDisplay("the response that was sent")));
      var entry = bundle.addEntry();
      entry.setFullUrl("urn:uuid:" + UUID.nameUUIDFromBytes((key + ".provenance").getBytes(UTF_8)));
      entry.setResource(provenance);
      entry.getRequest().setMethod(HTTPVerb.POST).setUrl("Provenance");
    }

    private void issue(String text) {
      issues
          .addIssue()
          .setSeverity(IssueSeverity.WARNING)
          .setCode(IssueType.PROCESSING)
          .setDiagnostics(text);
    }

    /** The expressions of a template, on what was answered. */
    private final class Expressions implements Template.Paths<IBase> {
      private final Map<String, IBase> variables =
          Map.of("resource", response, "questionnaire", form);

      @Override
      public List<IBase> contexts(IBase on, String expression) {
        try {
          return paths.evaluate(on, expression, variables);
        } catch (BadExpression e) {
          issue(String.valueOf(e.getMessage()));
          return List.of();
        }
      }

      @Override
      public List<JsonValue> values(IBase on, String expression) {
        var values = new ArrayList<JsonValue>();
        contexts(on, expression).stream()
            .filter(it -> !(it instanceof PrimitiveType<?> primitive) || primitive.hasValue())
            .forEach(it -> values.add(json(it)));
        return values;
      }

      private JsonValue json(IBase value) {
        if (value instanceof BooleanType flag) {
          return flag.booleanValue() ? JsonValue.TRUE : JsonValue.FALSE;
        }
        if (value instanceof IntegerType number) {
          return Json.createValue(number.getValue());
        }
        if (value instanceof DecimalType number) {
          return Json.createValue(number.getValue());
        }
        return value instanceof PrimitiveType<?> primitive
            ? Json.createValue(primitive.getValueAsString())
            : read(parser.encodeToString(value));
      }
    }
  }

  private static JsonObject read(String json) {
    try (var reader = Build.reader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
