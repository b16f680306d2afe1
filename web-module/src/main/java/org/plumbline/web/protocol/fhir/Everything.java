package org.plumbline.web.protocol.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.hl7.fhir.r4.model.GuidanceResponse;
import org.hl7.fhir.r4.model.GuidanceResponse.GuidanceResponseStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.AuditTrail.Told;
import org.plumbline.board.Board;
import org.plumbline.board.BoardLine;
import org.plumbline.board.BoardQuery;
import org.plumbline.database.Bookmark;
import org.plumbline.database.Part;
import org.plumbline.decision.Decision;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.ReportedOutcomes;
import org.plumbline.diary.Diary;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Reason;
import org.plumbline.kb.evidence.Library;
import org.plumbline.resource.Search;
import org.plumbline.resource.StoredResource.Id;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.web.document.Drafts;

/** Everything that is kept about one patient, as a Bundle. */
@ApplicationScoped
class Everything {
  private static final String RULES = Library.CANONICAL_BASE + "/CodeSystem/low-back-rules";
  private static final String DISPOSITIONS =
      Library.CANONICAL_BASE + "/CodeSystem/low-back-disposition";

  private StoredResources stored;
  private Board board;
  private Decisions decisions;
  private ReportedOutcomes outcomes;
  private FollowUps followUps;
  private Diary diary;
  private AuditTrail trail;
  private ResourceShelf shelf;
  private Access access;

  @SuppressWarnings("NullAway.Init")
  protected Everything() {} // required by the container

  @Inject
  Everything(
      StoredResources stored,
      Board board,
      Decisions decisions,
      ReportedOutcomes outcomes,
      FollowUps followUps,
      Diary diary,
      AuditTrail trail,
      ResourceShelf shelf,
      Access access) {
    this.stored = stored;
    this.board = board;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.followUps = followUps;
    this.diary = diary;
    this.trail = trail;
    this.shelf = shelf;
    this.access = access;
  }

  /**
   * The Bundle; empty when nothing is kept about the patient.
   *
   * @param base the address of the FHIR endpoint, without a slash at the end
   */
  Optional<Bundle> of(PatientReference patient, String base) {
    var bundle = new Bundle().setType(BundleType.SEARCHSET);
    stored
        .latest(
            new Key(
                access.tenant(), "Patient", new Id(patient.value().substring("Patient/".length()))))
        .ifPresent(it -> add(bundle, base, shelf.parse(Patient.class, it)));
    responses(patient).forEach(it -> add(bundle, base, it));
    Paging.each(
        after -> board.lines(history(patient, after)),
        it -> history(patient, Optional.empty()).bookmark(it),
        lines -> assessments(bundle, base, lines));
    Paging.each(
        after -> followUps.find(followUpsOf(patient, after)),
        FollowUp::bookmark,
        all -> all.forEach(it -> add(bundle, base, FollowUpTask.of(it))));
    diary
        .of(access.tenant(), patient)
        .forEach(it -> add(bundle, base, DiaryObservation.of(access.tenant(), patient, it)));
    Paging.each(
        after -> trail.find(auditOf(patient, after)),
        Told::bookmark,
        all -> all.forEach(it -> add(bundle, base, AuditEventProvider.event(it))));
    bundle.setTotal(bundle.getEntry().size());
    return bundle.getEntry().isEmpty() ? Optional.empty() : Optional.of(bundle);
  }

  private void assessments(Bundle bundle, String base, List<BoardLine> lines) {
    var ids = lines.stream().map(BoardLine::id).toList();
    var decided = decisions.about(access.tenant(), ids);
    var told = outcomes.of(access.tenant(), ids);
    for (var line : lines) {
      var guidance = guidance(line);
      decided
          .getOrDefault(line.id(), List.of())
          .forEach(it -> guidance.addNote().setText(text(it)));
      told.getOrDefault(line.id(), List.of()).forEach(it -> guidance.addNote().setText(text(it)));
      add(bundle, base, guidance);
      line.redFlags().forEach(it -> add(bundle, base, issue(line, it)));
    }
  }

  private static <T> List<T> all(IntFunction<List<T>> page) {
    var all = new ArrayList<T>();
    while (true) {
      var next = page.apply(all.size());
      all.addAll(next);
      if (next.size() < Paging.LARGEST) {
        return all;
      }
    }
  }

  private static void add(Bundle bundle, String base, Resource resource) {
    var url = base + "/" + resource.fhirType() + "/" + resource.getIdElement().getIdPart();
    var entry = bundle.addEntry().setFullUrl(url).setResource(resource);
    entry.getSearch().setMode(Bundle.SearchEntryMode.MATCH);
  }

  private List<QuestionnaireResponse> responses(PatientReference patient) {
    return all(
            skip ->
                stored.find(
                    Search.about(
                        access.tenant(), "QuestionnaireResponse", patient, skip, Paging.LARGEST)))
        .stream()
        .map(it -> shelf.parse(QuestionnaireResponse.class, it))
        .toList();
  }

  private BoardQuery history(PatientReference patient, Optional<Bookmark> after) {
    return BoardQuery.historyOf(access.tenant(), patient, new Part(after, 0, Paging.LARGEST));
  }

  private FollowUps.Query followUpsOf(PatientReference patient, Optional<Bookmark> after) {
    return new FollowUps.Query(
        access.tenant(),
        Optional.of(patient),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        new Part(after, 0, Paging.LARGEST));
  }

  private AuditTrail.Query auditOf(PatientReference patient, Optional<Bookmark> after) {
    return new AuditTrail.Query(
        access.tenant(),
        Optional.of(patient),
        Optional.empty(),
        Optional.empty(),
        after,
        0,
        Paging.LARGEST);
  }

  private GuidanceResponse guidance(BoardLine line) {
    var guidance = new GuidanceResponse();
    guidance.setId(line.id().toString());
    guidance.addIdentifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + line.id());
    guidance.setModule(
        new CanonicalType(
            Library.CANONICAL_BASE
                + "/Library/low-back-triage|"
                + line.standing().knowledgeVersion()));
    guidance.setStatus(
        line.standing().provisional()
            ? GuidanceResponseStatus.DATAREQUESTED
            : GuidanceResponseStatus.SUCCESS);
    guidance.setSubject(new Reference(line.patient().value()));
    guidance.setOccurrenceDateTime(Date.from(line.recordedAt()));
    guidance.addReasonCode(
        new CodeableConcept(new Coding().setSystem(DISPOSITIONS).setCode(line.urgency())));
    return guidance;
  }

  private static String text(Outcome outcome) {
    return "%s told by %s: arrived %s, scanned %s, found %s %s"
        .formatted(
            outcome.reportedAt(),
            outcome.author(),
            outcome.arrived().code(),
            outcome.scanned().code(),
            outcome.found().code(),
            outcome.remark().orElse(""))
        .strip();
  }

  private static String text(Decision decision) {
    return "%s %s by %s: %s %s %s"
        .formatted(
            decision.decidedAt(),
            decision.kind().code(),
            decision.author(),
            decision.urgency().code(),
            decision.reason(),
            decision.remark().orElse(""))
        .strip();
  }

  private static DetectedIssue issue(BoardLine line, Reason reason) {
    var issue = new DetectedIssue();
    issue.setId(ResultNames.ofIssue(line.id(), reason.rule()));
    issue.setStatus(
        line.standing().provisional()
            ? DetectedIssueStatus.PRELIMINARY
            : DetectedIssueStatus.FINAL);
    issue.setCode(Drafts.concept(RULES, reason.rule(), reason.title()));
    issue.setPatient(new Reference(line.patient().value()));
    issue.addImplicated(new Reference("GuidanceResponse/" + line.id()));
    return issue;
  }
}
