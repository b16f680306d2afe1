package org.plumbline.web.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/** A letter to the clinician who sees the patient next, as text and as PDF. */
final class Letter {
  private static final int WIDTH = 92;
  private static final float SIZE = 10;
  private static final float LEADING = 13.5f;
  private static final float MARGIN = 56;

  private final List<String> lines = new ArrayList<>();

  Letter(StoredAssessment stored, Intake intake, Assessment assessment, ClinicSettings settings) {
    line("Low-back triage after lifting");
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
    var rest = text;
    while (rest.length() > WIDTH) {
      var at = rest.lastIndexOf(' ', WIDTH);
      var cut = at > 0 ? at : WIDTH;
      lines.add(rest.substring(0, cut));
      rest = "  " + rest.substring(cut).strip();
    }
    lines.add(rest);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  byte[] pdf() {
    try (var document = new PDDocument();
        var out = new ByteArrayOutputStream()) {
      document.getDocumentInformation().setTitle("Low-back triage after lifting");
      var perPage = (int) ((PDRectangle.A4.getHeight() - 2 * MARGIN) / LEADING);
      for (var from = 0; from < lines.size(); from += perPage) {
        page(document, lines.subList(from, Math.min(lines.size(), from + perPage)), from == 0);
      }
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void page(PDDocument document, List<String> lines, boolean first)
      throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var content = new PDPageContentStream(document, page)) {
      content.beginText();
      content.setLeading(LEADING);
      content.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
      for (var i = 0; i < lines.size(); i++) {
        var bold = first && i == 0;
        content.setFont(new PDType1Font(bold ? FontName.HELVETICA_BOLD : FontName.HELVETICA), SIZE);
        content.showText(printable(lines.get(i)));
        content.newLine();
      }
      content.endText();
    }
  }

  /** The standard fonts have Latin letters alone. */
  private static String printable(String line) {
    return line.replaceAll("[^\\x20-\\x7e\\u00a0-\\u00ff]", "?");
  }
}
