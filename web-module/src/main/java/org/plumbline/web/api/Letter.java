package org.plumbline.web.api;

import java.util.List;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/** A letter to the clinician who sees the patient next, as text and as PDF. */
public final class Letter {
  private final Sheet sheet = new Sheet("Low-back triage after lifting");

  /** The letter about an assessment. */
  public Letter(
      StoredAssessment stored, Intake intake, Assessment assessment, ClinicSettings settings) {
    line("");
    line("Patient: " + stored.patient().value());
    line("Answered: " + stored.answeredAt());
    line("Assessment: " + stored.id() + ", knowledge " + stored.knowledgeVersion());
    line("");
    var urgency = assessment.urgency();
    line(urgency.display() + ": " + urgency.timeframe());
    line("See: " + settings.see(urgency));
    if (assessment.provisional()) {
      line("Provisional: red-flag questions are unanswered.");
    }
    line("");
    line(assessment.redFlags().isEmpty() ? "Red flags: none reported" : "Red flags");
    for (var flag : assessment.redFlags()) {
      var reason = assessment.reason(flag);
      line("- %s (%s)".formatted(reason.title(), flag.urgency().display()));
      line("  " + reason.claim());
      line(
          "  Sources: "
              + String.join(", ", reason.sources().stream().map(it -> it.key()).toList()));
    }
    section("Answered with yes or with a value", answers(intake));
    section("Not answered", assessment.unanswered().stream().map(Fact::code).toList());
    var differential = assessment.differential();
    line("");
    line(
        "Muscle or structure: %s, %s. It does not change the disposition."
            .formatted(differential.leader().display(), differential.band().code()));
    line("");
    line(
        "Decision support, not a diagnosis. What is not reported is not excluded. A licensed clinician decides.");
  }

  private static List<String> answers(Intake intake) {
    return intake.statements().stream()
        .filter(it -> !it.value().isUnknown() && !it.value().stored().equals("absent"))
        .filter(it -> it.fact().askedOf() != Fact.AskedOf.CLINIC)
        .map(
            it ->
                "%s: %s %s"
                    .formatted(it.fact().code(), it.value().stored(), it.fact().unit())
                    .strip())
        .toList();
  }

  private void section(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      line("");
      line(title);
      entries.forEach(it -> line("- " + it));
    }
  }

  private void line(String text) {
    sheet.line(text);
  }

  /** As plain text. */
  public String text() {
    return sheet.text();
  }

  /** As PDF. */
  public byte[] pdf() {
    return sheet.pdf();
  }
}
