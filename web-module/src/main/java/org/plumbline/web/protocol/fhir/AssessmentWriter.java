package org.plumbline.web.protocol.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;

/**
 * Writes an assessment as FHIR: what was accepted, and the triage as a collection of linked
 * resources.
 */
@ApplicationScoped
class AssessmentWriter {
  private Clock clock;
  private KnowledgeBase knowledge;
  private ClinicSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected AssessmentWriter() {} // required by the container

  @Inject
  AssessmentWriter(Clock clock, KnowledgeBase knowledge, ClinicSettings settings) {
    this.clock = clock;
    this.knowledge = knowledge;
    this.settings = settings;
  }

  /**
   * The answer to a response.
   *
   * @param staying what stays of the same patient until a clinician has decided
   * @param base the address of the FHIR endpoint, without a slash at the end
   */
  Parameters write(
      ReadIntake read, RecordedAssessment recorded, StayingIssues staying, String base) {
    var parameters = new Parameters();
    parameters.addParameter().setName("return").setResource(outcome(read, recorded, staying));
    parameters
        .addParameter()
        .setName("triage")
        .setResource(
            TriageBundle.of(read, recorded, staying, settings, Date.from(clock.instant()), base));
    ExplanationParameters.of(
            knowledge.outlook().explain(recorded.intake()), recorded.assessment().urgency())
        .ifPresent(parameters::addParameter);
    return parameters;
  }

  private static OperationOutcome outcome(
      ReadIntake read, RecordedAssessment recorded, StayingIssues staying) {
    var assessment = recorded.assessment();
    var outcome = new OperationOutcome();
    recorded
        .id()
        .ifPresentOrElse(
            id -> issue(outcome, IssueSeverity.INFORMATION, "recorded as assessment " + id),
            () -> issue(outcome, IssueSeverity.WARNING, "not recorded: the database is away"));
    staying.texts().forEach(it -> issue(outcome, IssueSeverity.WARNING, it));
    if (assessment.provisional()) {
      issue(
          outcome,
          IssueSeverity.WARNING,
          "provisional; not answered: " + codes(assessment.unanswered()));
    }
    for (var contradiction : read.intake().contradictions()) {
      issue(outcome, IssueSeverity.WARNING, "contradiction: " + Glossary.shown(contradiction));
    }
    for (var unassessed : read.unassessed()) {
      issue(outcome, IssueSeverity.WARNING, "in the record, not assessed: " + unassessed.shown());
    }
    if (read.unread() > 0) {
      issue(
          outcome,
          IssueSeverity.INFORMATION,
          "%d entries of the record hold no code that is read here".formatted(read.unread()));
    }
    return outcome;
  }

  private static void issue(OperationOutcome outcome, IssueSeverity severity, String text) {
    outcome.addIssue().setSeverity(severity).setCode(IssueType.INFORMATIONAL).setDiagnostics(text);
  }

  private static String codes(List<Fact> facts) {
    return facts.stream().map(Fact::code).collect(Collectors.joining(", "));
  }
}
