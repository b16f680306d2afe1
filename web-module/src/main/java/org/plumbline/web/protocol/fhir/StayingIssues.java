package org.plumbline.web.protocol.fhir;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Standing;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Reason;
import org.plumbline.web.document.Drafts;
import org.plumbline.web.intake.ReadIntake;

/**
 * What stays of a patient until a clinician has decided, as DetectedIssues beside those of the
 * answers that are assessed now.
 */
final class StayingIssues {
  private final ReadIntake read;
  private final List<Standing.Line> staying;
  private final Optional<Assessment> graver;

  /**
   * @param graver the gravest of what stays, when it is more urgent than the answers of now
   */
  StayingIssues(ReadIntake read, List<Standing.Line> staying, Optional<Assessment> graver) {
    this.read = read;
    this.staying = staying;
    this.graver = graver;
  }

  /** One that stays, in a sentence. */
  private static String text(Standing.Line it) {
    return "%s by the answers of %s%s (%s): no clinician has decided about them%s; later answers do not take this away"
        .formatted(
            it.urgency().display(),
            it.answeredAt(),
            it.finished() ? "" : ", not finished",
            String.join("; ", it.titles()),
            it.id().map(AssessmentId::toString).map(", assessment "::concat).orElse(""));
  }

  /** The most urgent of this and what stays: where the patient goes. */
  Assessment gravest(Assessment now) {
    return graver.orElse(now);
  }

  /** The sentences, the gravest first. */
  List<String> texts() {
    return staying.stream().map(StayingIssues::text).toList();
  }

  /** Each red flag of what stays. */
  List<DetectedIssue> all() {
    return staying.stream()
        .flatMap(line -> line.flags().stream().map(it -> issue(line, it)))
        .toList();
  }

  private DetectedIssue issue(Standing.Line line, Reason reason) {
    var issue = new DetectedIssue();
    line.id().ifPresent(it -> issue.setId(ResultNames.ofIssue(it, reason.rule())));
    issue.setStatus(line.finished() ? DetectedIssueStatus.FINAL : DetectedIssueStatus.PRELIMINARY);
    issue.setCode(Drafts.concept(TriageBundle.RULES, reason.rule(), reason.title()));
    issue.setSeverity(TriageBundle.severity(line.urgency()));
    issue.setPatient(Drafts.patient(read));
    issue.setIdentified(new DateTimeType(Date.from(line.answeredAt())));
    issue.setDetail(reason.claim() + " " + text(line) + ".");
    return issue;
  }
}
