package org.plumbline.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.json.Build;

/**
 * Whole draft resources that an EHR can take over: the referral, the reviews, and what the patient
 * is told. The same draft of the same card has the same id.
 */
@ApplicationScoped
public class Drafts {
  private static final String SNOMED = "http://snomed.info/sct";

  private FhirContext context;
  private ClinicSettings settings;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Drafts() {} // required by the container

  @Inject
  Drafts(FhirContext context, ClinicSettings settings, Clock clock) {
    this.context = context;
    this.settings = settings;
    this.clock = clock;
  }

  /** Drafts without a container. */
  public static Drafts of(ClinicSettings settings, Clock clock) {
    return new Drafts(FhirContext.forR4Cached(), settings, clock);
  }

  /** The proposed referral. */
  public JsonObject referral(UUID card, ReadIntake read, RecordedAssessment recorded) {
    return json(referral(read, recorded.assessment(), settings, now()), card, "referral");
  }

  /** When the patient is looked at again, each as a Task. */
  public List<JsonObject> reviews(UUID card, ReadIntake read, RecordedAssessment recorded) {
    var plan = new PlanResources(read, recorded, settings, now());
    return recorded.assessment().plan().reviews().stream()
        .map(it -> json(plan.task(it), card, it.code() + it.hours()))
        .toList();
  }

  /** What the patient is told: what to do, and when to come back at once. */
  public JsonObject safetyNet(UUID card, ReadIntake read, RecordedAssessment recorded) {
    var plan = new PlanResources(read, recorded, settings, now());
    return json(plan.communication(), card, "safety-net");
  }

  /** The patient whom an intake is about, as a reference. */
  public static Reference patient(ReadIntake read) {
    return new Reference(read.patient().value());
  }

  /** A code with its words. */
  public static CodeableConcept concept(String system, String code, String display) {
    return new CodeableConcept(new Coding(system, code, display));
  }

  /** The id of the referral of a card. */
  public static UUID referralId(UUID card) {
    return id(card, "referral");
  }

  private static UUID id(UUID card, String name) {
    return UUID.nameUUIDFromBytes((card + "|" + name).getBytes(UTF_8));
  }

  private Date now() {
    return Date.from(clock.instant());
  }

  private JsonObject json(Resource resource, UUID card, String name) {
    resource.setId(id(card, name).toString());
    var text = context.newJsonParser().encodeResourceToString(resource);
    try (var reader = Build.reader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** The proposed referral as a resource. */
  public static ServiceRequest referral(
      ReadIntake read, Assessment assessment, ClinicSettings settings, Date now) {
    var urgency = assessment.urgency();
    var handover = assessment.handover();
    var request = new ServiceRequest();
    request.setStatus(ServiceRequestStatus.DRAFT);
    request.setIntent(ServiceRequestIntent.PROPOSAL);
    request.setPriority(priority(urgency));
    request.setCode(new CodeableConcept(service(urgency)).setText(settings.see(handover)));
    request.setSubject(patient(read));
    request.setAuthoredOn(now);
    handover.suspected().ifPresent(it -> request.addReasonCode(new CodeableConcept().setText(it)));
    request.addNote().setText("%s: %s".formatted(urgency.display(), urgency.timeframe()));
    handover.others().forEach(it -> request.addNote().setText("Also suspected: " + it.shown()));
    request.setPatientInstruction(
        Stream.of(
                Stream.of(settings.withNumber(handover.told())),
                handover.where().stream(),
                handover.bring().stream(),
                handover.say().stream())
            .flatMap(it -> it)
            .map(it -> it.in(settings.language()))
            .collect(Collectors.joining(" ")));
    return request;
  }

  /** How soon an order must be carried out, as a code of FHIR. */
  public static String priorityCode(Urgency urgency) {
    return priority(urgency).toCode();
  }

  private static ServiceRequestPriority priority(Urgency urgency) {
    return switch (urgency) {
      case AMBULANCE, EMERGENCY -> ServiceRequestPriority.STAT;
      case SAME_DAY -> ServiceRequestPriority.ASAP;
      case URGENT -> ServiceRequestPriority.URGENT;
      case ROUTINE, SELF_CARE -> ServiceRequestPriority.ROUTINE;
    };
  }

  /** Codes of the SNOMED CT Global Patient Set. */
  private static Coding service(Urgency urgency) {
    return switch (urgency) {
      case AMBULANCE, EMERGENCY ->
          new Coding(SNOMED, "50849002", "Emergency room admission (procedure)");
      case SAME_DAY -> new Coding(SNOMED, "183515008", "Referral to physician (procedure)");
      case URGENT, ROUTINE ->
          new Coding(SNOMED, "308447003", "Referral to physiotherapist (procedure)");
      case SELF_CARE -> new Coding(SNOMED, "225967005", "Self-care patient education (procedure)");
    };
  }
}
