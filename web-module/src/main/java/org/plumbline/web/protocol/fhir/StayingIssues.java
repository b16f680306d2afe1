package org.plumbline.web.protocol.fhir;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.DetectedIssue.DetectedIssueStatus;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Standing;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
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
  private final KnowledgeBase knowledge;

  /**
   * @param graver the gravest of what stays, when it is more urgent than the answers of now
   */
  StayingIssues(
      ReadIntake read,
      List<Standing.Line> staying,
      Optional<Assessment> graver,
      KnowledgeBase knowledge) {
    this.read = read;
    this.staying = staying;
    this.graver = graver;
    this.knowledge = knowledge;
  }

  /** One that stays, in a sentence. */
  private String text(Standing.Line it) {
    return "%s by the answers of %s%s (%s): no clinician has decided about them%s; later answers do not take this away"
        .formatted(
            it.urgency().display(),
            it.answeredAt(),
            it.finished() ? "" : ", not finished",
            it.rules().stream().map(this::title).collect(Collectors.joining("; ")),
            it.id().map(AssessmentId::toString).map(", assessment "::concat).orElse(""));
  }

  private String title(String rule) {
    return knowledge.rule(rule).map(Reason::title).orElse(rule);
  }

  /** The most urgent of this and what stays: where the patient goes. */
  Assessment gravest(Assessment now) {
    return graver.orElse(now);
  }

  /** The sentences, the gravest first. */
  List<String> texts() {
    return staying.stream().map(this::text).toList();
  }

  /** Each red flag of what stays. */
  List<DetectedIssue> all() {
    return staying.stream()
        .flatMap(line -> line.rules().stream().map(rule -> issue(line, rule)))
        .toList();
  }

  private DetectedIssue issue(Standing.Line line, String rule) {
    var reason = knowledge.rule(rule);
    var issue = new DetectedIssue();
    issue.setStatus(line.finished() ? DetectedIssueStatus.FINAL : DetectedIssueStatus.PRELIMINARY);
    issue.setCode(Drafts.concept(TriageBundle.RULES, rule, title(rule)));
    issue.setSeverity(TriageBundle.severity(line.urgency()));
    issue.setPatient(Drafts.patient(read));
    issue.setIdentified(new DateTimeType(Date.from(line.answeredAt())));
    issue.setDetail(reason.map(it -> it.claim() + " ").orElse("") + text(line) + ".");
    return issue;
  }
}
