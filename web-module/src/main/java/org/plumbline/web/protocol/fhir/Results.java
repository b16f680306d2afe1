package org.plumbline.web.protocol.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.board.Board;
import org.plumbline.board.BoardQuery;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.database.Part;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Conclusions;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;

/**
 * What recorded assessments concluded, as resources that can be read again. The ids are those under
 * which they were answered: the assessment, and which of its conclusions.
 */
@ApplicationScoped
class Results {
  private static final int LENGTH_OF_AN_ID = 36;

  private Board board;
  private Assessments assessments;
  private Conclusions conclusions;
  private ClinicSettings settings;
  private Access access;

  @SuppressWarnings("NullAway.Init")
  protected Results() {} // required by the container

  @Inject
  Results(
      Board board,
      Assessments assessments,
      Conclusions conclusions,
      ClinicSettings settings,
      Access access) {
    this.board = board;
    this.assessments = assessments;
    this.conclusions = conclusions;
    this.settings = settings;
    this.access = access;
  }

  /** A result, and whom it is about. */
  record Result<T>(T resource, PatientReference patient) {}

  /** The result of this id; empty when the clinic has none. */
  <T extends Resource> Optional<Result<T>> read(Class<T> type, String id) {
    return AssessmentId.parse(id.substring(0, Math.min(id.length(), LENGTH_OF_AN_ID)))
        .flatMap(it -> assessments.find(access.tenant(), it))
        .flatMap(
            stored ->
                of(stored).stream()
                    .filter(type::isInstance)
                    .map(type::cast)
                    .filter(it -> it.getIdElement().getIdPart().equals(id))
                    .map(it -> new Result<>(it, stored.patient()))
                    .findFirst());
  }

  /** The results of a type about a patient, the newest first. */
  <T extends Resource> List<T> about(Class<T> type, PatientReference patient) {
    var found = new ArrayList<T>();
    Paging.each(
        after ->
            board.lines(
                BoardQuery.historyOf(access.tenant(), patient, new Part(after, 0, Paging.LARGEST))),
        it ->
            BoardQuery.historyOf(access.tenant(), patient, Part.first(Paging.LARGEST)).bookmark(it),
        lines ->
            lines.stream()
                .flatMap(it -> assessments.find(access.tenant(), it.id()).stream())
                .flatMap(it -> of(it).stream())
                .filter(type::isInstance)
                .map(type::cast)
                .forEach(found::add));
    return found;
  }

  /** What was concluded then; what stayed beside it then was another assessment's. */
  private List<Resource> of(StoredAssessment stored) {
    var recorded = conclusions.of(stored);
    var read = ReadIntake.of(recorded);
    var told =
        new RecordedAssessment(Optional.of(stored.id()), recorded.intake(), recorded.concluded());
    var bundle =
        TriageBundle.of(
            read,
            told,
            new StayingIssues(read, List.of(), Optional.empty()),
            settings,
            Date.from(stored.recordedAt()),
            "");
    var resources = bundle.getEntry().stream().map(BundleEntryComponent::getResource).toList();
    // What was drafted beside it is not kept as a resource.
    resources.stream()
        .filter(Provenance.class::isInstance)
        .map(Provenance.class::cast)
        .forEach(it -> it.getTarget().removeIf(Results::isDraft));
    return resources;
  }

  private static boolean isDraft(Reference target) {
    return target.getReference().startsWith("urn:");
  }
}
