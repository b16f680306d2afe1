package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanIntent;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.PlanDefinition.PlanDefinitionActionComponent;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RequestGroup;
import org.hl7.fhir.r4.model.RequestGroup.RequestIntent;
import org.hl7.fhir.r4.model.RequestGroup.RequestPriority;
import org.hl7.fhir.r4.model.RequestGroup.RequestStatus;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.resource.StoredResources;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.access.Scopes.Interaction;
import org.plumbline.web.document.Drafts;
import org.plumbline.web.document.PlanResources;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.intake.RecordedIn;

/**
 * PlanDefinition/$apply: the plan for one patient, from the response that is sent along or the
 * newest that is kept here. See <a
 * href="http://hl7.org/fhir/R4/plandefinition-operation-apply.html">the operation</a>.
 */
@ApplicationScoped
class Guidance {
  static final String NAME = "$apply";

  private static final String RESPONSE = "QuestionnaireResponse";

  private FhirContext context;
  private IntakeReader reader;
  private OtherIntakes others;
  private TriageService triage;
  private StoredResources stored;
  private Access access;
  private ClinicSettings settings;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Guidance() {} // required by the container

  @Inject
  Guidance(
      FhirContext context,
      IntakeReader reader,
      OtherIntakes others,
      TriageService triage,
      StoredResources stored,
      Access access,
      ClinicSettings settings,
      Clock clock) {
    this.context = context;
    this.reader = reader;
    this.others = others;
    this.triage = triage;
    this.stored = stored;
    this.access = access;
    this.settings = settings;
    this.clock = clock;
  }

  /** The care plan, with its request group and the proposed requests contained. */
  CarePlan apply(
      PlanDefinition plan,
      @Nullable String subject,
      @Nullable Bundle data,
      RequestDetails request) {
    var patient =
        Access.subject(subject)
            .orElseThrow(
                () -> new InvalidRequestException("subject is missing; expected Patient/<id>"));
    if (!access.covers(RESPONSE, Interaction.READ, Optional.of(patient))) {
      throw Access.forbidden();
    }
    var sent = Optional.ofNullable(data).map(this::sent).orElse(List.of());
    var responses = sent.isEmpty() ? kept(patient) : sent;
    if (responses.isEmpty()) {
      throw new UnprocessableEntityException(
          "there is no response to the low-back intake, neither in data nor here");
    }
    var inForce = others.inForceFirst(responses).get(0);
    var read = reader.read(inForce, record(data), Optional.of(patient));
    var found =
        others.record(
            responses.stream().filter(it -> it != inForce).toList(),
            record(data),
            patient,
            access.tenant(),
            Route.APPLY);
    var recorded = triage.assess(read.visit(access.tenant(), Route.APPLY), read.intake());
    recorded
        .id()
        .ifPresent(it -> request.getResponse().addHeader(RecordedIn.HEADER, it.toString()));
    var staying =
        Stream.concat(
                found.staying().stream().map(OtherIntakes.Unrecorded::line),
                others.staying(access.tenant(), patient, recorded.id()).stream())
            .toList();
    return carePlan(
        plan,
        read,
        recorded,
        new StayingIssues(
            read,
            staying,
            others.graver(access.tenant(), staying, recorded.assessment().urgency())));
  }

  private List<Node> sent(Bundle data) {
    return reader.ours(
        data.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(QuestionnaireResponse.class::isInstance)
            .map(this::node)
            .toList());
  }

  private List<Node> record(@Nullable Bundle data) {
    return data == null
        ? List.of()
        : data.getEntry().stream()
            .map(Bundle.BundleEntryComponent::getResource)
            .filter(it -> it != null && !(it instanceof QuestionnaireResponse))
            .map(this::node)
            .toList();
  }

  private Node node(Resource resource) {
    var json = context.newJsonParser().encodeResourceToString(resource).getBytes(UTF_8);
    return new Node(resource.fhirType(), JsonBody.parse(json), new Faults());
  }

  private List<Node> kept(PatientReference patient) {
    return reader.ours(
        stored.newestOf(access.tenant(), RESPONSE, patient, 5).stream()
            .map(it -> new Node(RESPONSE, JsonBody.parse(it.json().getBytes(UTF_8)), new Faults()))
            .toList());
  }

  private CarePlan carePlan(
      PlanDefinition plan, ReadIntake read, RecordedAssessment recorded, StayingIssues staying) {
    var assessment = recorded.assessment();
    var urgency = staying.gravest(assessment).urgency();
    var now = Date.from(clock.instant());
    var carePlan = new CarePlan();
    carePlan.setStatus(CarePlanStatus.DRAFT);
    carePlan.setIntent(CarePlanIntent.PROPOSAL);
    carePlan.setSubject(Drafts.patient(read));
    carePlan.setCreated(now);
    carePlan.addInstantiatesCanonical(plan.getUrl() + "|" + plan.getVersion());
    carePlan.setTitle("%s: %s".formatted(urgency.display(), urgency.timeframe()));
    staying.texts().forEach(it -> carePlan.addNote().setText(it + "."));
    var referral = Drafts.referral(read, staying.gravest(assessment), settings, now);
    referral.setId("referral");
    carePlan.addContained(referral);
    var group = new RequestGroup();
    group.setId("requests");
    group.setStatus(RequestStatus.DRAFT);
    group.setIntent(RequestIntent.PROPOSAL);
    group.setSubject(Drafts.patient(read));
    group.addInstantiatesCanonical(plan.getUrl() + "|" + plan.getVersion());
    for (var flag : assessment.redFlags()) {
      action(plan, flag).ifPresent(it -> add(group, it));
    }
    var resources =
        urgency == assessment.urgency()
            ? new PlanResources(read, recorded, settings, now).all()
            : List.<Resource>of();
    for (var i = 0; i < resources.size(); i++) {
      var resource = resources.get(i);
      resource.setId(resource.fhirType().toLowerCase(Locale.ROOT) + (i + 1));
      carePlan.addContained(resource);
      carePlan.addSupportingInfo(new Reference("#" + resource.getIdElement().getIdPart()));
    }
    if (group.getAction().isEmpty()) {
      group.addAction().setTitle(carePlan.getTitle()).setResource(new Reference("#referral"));
    }
    carePlan.addContained(group);
    carePlan.addActivity().setReference(new Reference("#requests"));
    return carePlan;
  }

  private static Optional<PlanDefinitionActionComponent> action(PlanDefinition plan, RedFlag flag) {
    return plan.getAction().stream().filter(it -> flag.id().equals(it.getId())).findFirst();
  }

  private static void add(RequestGroup group, PlanDefinitionActionComponent definition) {
    var action = group.addAction();
    action.setId(definition.getId());
    action.setTitle(definition.getTitle());
    action.setDescription(definition.getDescription());
    action.setTextEquivalent(definition.getTextEquivalent());
    action.setPriority(RequestPriority.fromCode(definition.getPriority().toCode()));
    definition.getCode().forEach(action::addCode);
    definition.getDocumentation().forEach(action::addDocumentation);
    action.setResource(new Reference("#referral"));
  }
}
