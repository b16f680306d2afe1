package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.DataRequirement;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Library;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;

/** The plan definition and the libraries, with $apply, $data-requirements and $package. */
@ApplicationScoped
class KnowledgeProviders {
  static final String DATA_REQUIREMENTS = "$data-requirements";
  static final String PACKAGE = "$package";

  private FhirContext context;
  private Guidance guidance;

  @SuppressWarnings("NullAway.Init")
  protected KnowledgeProviders() {} // required by the container

  @Inject
  KnowledgeProviders(FhirContext context, Guidance guidance) {
    this.context = context;
    this.guidance = guidance;
  }

  List<IResourceProvider> all() {
    return List.of(
        new Plans(Artifacts.all(context, PlanDefinition.class), guidance, packaged(context)),
        new Libraries(Artifacts.all(context, Library.class), packaged(context)));
  }

  /** Everything that a client needs to use the knowledge, in one Bundle. */
  static Bundle packaged(FhirContext context) {
    var bundle = new Bundle().setType(BundleType.COLLECTION);
    var all = new ArrayList<MetadataResource>();
    all.addAll(Artifacts.all(context, Questionnaire.class));
    all.addAll(Artifacts.all(context, PlanDefinition.class));
    all.addAll(Artifacts.all(context, ActivityDefinition.class));
    all.addAll(Artifacts.all(context, Library.class));
    all.addAll(Artifacts.all(context, CodeSystem.class));
    all.addAll(Artifacts.all(context, ValueSet.class));
    all.addAll(Artifacts.all(context, ConceptMap.class));
    all.forEach(it -> bundle.addEntry().setFullUrl(it.getUrl()).setResource(it));
    return bundle;
  }

  /** What the hooks prefetch, as data requirements. */
  static Library requirements(MetadataResource of) {
    var library = new Library();
    library.setStatus(of.getStatus());
    library.setUrl(of.getUrl() + "-data-requirements");
    library.setType(
        new CodeableConcept(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/library-type",
                "module-definition",
                "Module Definition")));
    library
        .addDataRequirement()
        .setType("Patient")
        .addMustSupport("birthDate")
        .addMustSupport("gender");
    var conditions = new DataRequirement().setType("Condition").addMustSupport("code");
    conditions
        .addCodeFilter()
        .setPath("category")
        .addCode(
            new Coding(
                "http://terminology.hl7.org/CodeSystem/condition-category",
                "problem-list-item",
                "Problem List Item"));
    library.addDataRequirement(conditions);
    library
        .addDataRequirement()
        .setType("QuestionnaireResponse")
        .addMustSupport("questionnaire")
        .addMustSupport("item");
    return library;
  }

  /** PlanDefinition. */
  public static final class Plans extends ArtifactProvider<PlanDefinition> {
    private final List<PlanDefinition> plans;
    private final Guidance guidance;
    private final Bundle packaged;

    Plans(List<PlanDefinition> plans, Guidance guidance, Bundle packaged) {
      super(PlanDefinition.class, plans);
      this.plans = plans;
      this.guidance = guidance;
      this.packaged = packaged;
    }

    /** Applies the plan with this id to a patient. */
    @Operation(name = Guidance.NAME)
    public CarePlan apply(
        @IdParam IdType id,
        @OperationParam(name = "subject", min = 0, max = 1) @Nullable StringType subject,
        @OperationParam(name = "data", min = 0, max = 1) @Nullable Bundle data,
        RequestDetails request) {
      return guidance.apply(read(id), subject == null ? null : subject.getValue(), data, request);
    }

    /** Applies the plan with this address to a patient. */
    @Operation(name = Guidance.NAME)
    public CarePlan apply(
        @OperationParam(name = "planDefinition", min = 0, max = 1) @Nullable CanonicalType plan,
        @OperationParam(name = "subject", min = 0, max = 1) @Nullable StringType subject,
        @OperationParam(name = "data", min = 0, max = 1) @Nullable Bundle data,
        RequestDetails request) {
      if (plan == null || plan.isEmpty()) {
        throw new InvalidRequestException("planDefinition is missing");
      }
      var meant =
          plans.stream()
              .filter(it -> Artifacts.isMeant(it.getUrl(), it.getVersion(), plan.getValue()))
              .findFirst()
              .orElseThrow(() -> new ResourceNotFoundException("no such plan is kept here"));
      return guidance.apply(meant, subject == null ? null : subject.getValue(), data, request);
    }

    /** What the plan with this id needs to know. */
    @Operation(name = DATA_REQUIREMENTS, idempotent = true)
    public Library dataRequirements(@IdParam IdType id) {
      return requirements(read(id));
    }

    /** The plan with all that belongs to it. */
    @Operation(name = PACKAGE, idempotent = true)
    public Bundle packageOf(@IdParam IdType id) {
      var unused = read(id);
      return packaged;
    }
  }

  /** Library. */
  public static final class Libraries extends ArtifactProvider<Library> {
    private final Bundle packaged;

    Libraries(List<Library> libraries, Bundle packaged) {
      super(Library.class, libraries);
      this.packaged = packaged;
    }

    /** What the library with this id needs to know. */
    @Operation(name = DATA_REQUIREMENTS, idempotent = true)
    public Library dataRequirements(@IdParam IdType id) {
      return requirements(read(id));
    }

    /** The library with all that belongs to it. */
    @Operation(name = PACKAGE, idempotent = true)
    public Bundle packageOf(@IdParam IdType id) {
      var unused = read(id);
      return packaged;
    }
  }
}
