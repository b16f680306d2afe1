package org.plumbline.web.protocol.fhir;

import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueSeverity;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.GuidanceResponse.GuidanceResponseStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.document.Drafts;
import org.plumbline.web.document.PlanResources;
import org.plumbline.web.intake.ReadIntake;

/**
 * The triage as a collection of linked resources: guidance, detected issues, a proposed request,
 * and their provenance.
 */
final class TriageBundle {
  private static final String DISPOSITION_EXTENSION =
      Library.CANONICAL_BASE + "/StructureDefinition/low-back-disposition";
  private static final String DISPOSITIONS =
      Library.CANONICAL_BASE + "/CodeSystem/low-back-disposition";
  static final String RULES = Library.CANONICAL_BASE + "/CodeSystem/low-back-rules";
  private static final String FACTS = Library.CANONICAL_BASE + "/CodeSystem/low-back-facts";
  private static final String MODULE =
      Library.CANONICAL_BASE + "/Library/low-back-triage|" + Library.VERSION;

  private TriageBundle() {}

  /**
   * The triage.
   *
   * @param base the address of the FHIR endpoint, without a slash at the end
   */
  static Bundle of(
      ReadIntake read,
      RecordedAssessment recorded,
      StayingIssues staying,
      ClinicSettings settings,
      Date now,
      String base) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    bundle.setTimestamp(now);
    var names = new ResultNames(bundle, recorded, base);
    names.add(guidance(read, recorded, staying, settings, now));
    recorded
        .assessment()
        .redFlags()
        .forEach(flag -> names.add(detectedIssue(flag, read, recorded, now), flag.id()));
    staying.all().forEach(names::add);
    var gravest = staying.gravest(recorded.assessment());
    var referral = Drafts.referral(read, gravest, settings, now);
    names.references(DetectedIssue.class).forEach(referral::addSupportingInfo);
    names.add(referral);
    if (gravest.urgency() == recorded.assessment().urgency()) {
      // Beside what is graver and undecided, milder answers plan nothing and tell the patient
      // nothing.
      new PlanResources(read, recorded, settings, now).all().forEach(names::add);
    }
    names.add(provenance(names.references(Resource.class), read, now));
    return bundle;
  }

  private static GuidanceResponse guidance(
      ReadIntake read,
      RecordedAssessment recorded,
      StayingIssues staying,
      ClinicSettings settings,
      Date now) {
    var assessment = recorded.assessment();
    var guidance = new GuidanceResponse();
    recorded
        .id()
        .ifPresent(
            id ->
                guidance.addIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + id));
    guidance.addExtension(
        DISPOSITION_EXTENSION, disposition(staying.gravest(assessment).urgency()));
    guidance.setModule(new CanonicalType(MODULE));
    guidance.setStatus(
        assessment.provisional()
            ? GuidanceResponseStatus.DATAREQUESTED
            : GuidanceResponseStatus.SUCCESS);
    guidance.setSubject(Drafts.patient(read));
    guidance.setOccurrenceDateTime(now);
    assessment
        .dispositions()
        .forEach(
            it ->
                guidance.addReasonCode(
                    Drafts.concept(RULES, it.id(), assessment.reason(it).title())));
    guidance
        .addNote()
        .setText(
            "%s: %s. %sSee: %s. What is not reported is not excluded."
                .formatted(
                    assessment.urgency().display(),
                    assessment.urgency().timeframe(),
                    assessment.handover().suspected().map("%s. "::formatted).orElse(""),
                    settings.see(assessment.handover())));
    staying.texts().forEach(it -> guidance.addNote().setText(it + "."));
    assessment
        .unanswered()
        .forEach(
            fact ->
                guidance
                    .addDataRequirement()
                    .setType("QuestionnaireResponse")
                    .addCodeFilter()
                    .setPath("item.code")
                    .addCode(new Coding(FACTS, fact.code(), fact.meaning())));
    return guidance;
  }

  private static Coding disposition(Urgency urgency) {
    return new Coding(DISPOSITIONS, urgency.code(), urgency.display());
  }

  private static DetectedIssue detectedIssue(
      RedFlag flag, ReadIntake read, RecordedAssessment recorded, Date now) {
    var reason = recorded.assessment().reason(flag);
    var issue = new DetectedIssue();
    issue.setStatus(
        recorded.assessment().provisional()
            ? DetectedIssueStatus.PRELIMINARY
            : DetectedIssueStatus.FINAL);
    issue.setCode(Drafts.concept(RULES, flag.id(), reason.title()));
    issue.setSeverity(severity(flag.urgency()));
    issue.setPatient(Drafts.patient(read));
    issue.setIdentified(new DateTimeType(now));
    issue.setDetail(
        "%s Evidence: %s. Sources: %s."
            .formatted(
                reason.claim(),
                reason.evidence(),
                reason.sources().stream().map(Citation::entry).collect(Collectors.joining("; "))));
    for (var fact : reason.facts()) {
      read.intake()
          .statement(fact)
          .ifPresent(
              said ->
                  issue
                      .addEvidence()
                      .addCode(
                          Drafts.concept(FACTS, fact.code(), fact.meaning())
                              .setText(Glossary.line(fact, said.value())))
                      .addDetail(source(said.from().resource())));
    }
    return issue;
  }

  /** A literal reference where the source has an id; its type alone otherwise. */
  private static Reference source(String resource) {
    return resource.contains("/")
        ? new Reference(resource)
        : new Reference().setType(resource).setDisplay(resource);
  }

  static DetectedIssueSeverity severity(Urgency urgency) {
    return switch (urgency) {
      case AMBULANCE, EMERGENCY -> DetectedIssueSeverity.HIGH;
      case SAME_DAY, URGENT -> DetectedIssueSeverity.MODERATE;
      case ROUTINE, SELF_CARE -> DetectedIssueSeverity.LOW;
    };
  }

  private static Provenance provenance(List<Reference> targets, ReadIntake read, Date now) {
    var device = new Device();
    device.setId("plumbline");
    device
        .addDeviceName()
        .setName("Plumbline low-back triage")
        .setType(DeviceNameType.USERFRIENDLYNAME);
    device.addVersion().setValue(Library.VERSION);
    var provenance = new Provenance();
    provenance.addContained(device);
    targets.forEach(provenance::addTarget);
    provenance.setRecorded(now);
    provenance
        .addAgent()
        .setType(
            Drafts.concept(
                "http://terminology.hl7.org/CodeSystem/provenance-participant-type",
                "author",
                "Author"))
        .setWho(new Reference("#plumbline"));
    provenance
        .addEntity()
        .setRole(ProvenanceEntityRole.SOURCE)
        .setWhat(source(read.response().value()));
    return provenance;
  }
}
