package org.plumbline.web.document;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Handover;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.wording.Glossary;

/**
 * A letter to the clinician who sees the patient next, as text and as PDF: what is suspected and
 * asked for first, then what it rests on, what was denied, and what nobody has looked at.
 */
public final class Letter {
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm (z)", Locale.UK);

  private final Sheet sheet = new Sheet("Low-back triage: referral");
  private final Intake intake;
  private final Assessment assessment;
  private final Handover handover;

  /**
   * Who writes about whom.
   *
   * @param patient the patient as a reader knows one
   * @param about which assessment it is, by which knowledge
   */
  public record Head(
      String clinic,
      Optional<String> phone,
      String patient,
      ZonedDateTime answeredAt,
      String about) {}

  /**
   * Other answers of this patient about which no clinician has decided.
   *
   * @param signs the red flags that fired, most urgent first
   */
  public record Stays(
      Urgency urgency, ZonedDateTime answeredAt, boolean finished, List<String> signs) {
    public Stays {
      signs = List.copyOf(signs);
    }

    private String shown() {
      return "%s by the answers of %s%s: %s"
          .formatted(
              urgency.display(),
              MOMENT.format(answeredAt),
              finished ? "" : ", not finished",
              String.join("; ", signs));
    }
  }

  /**
   * The letter about an assessment.
   *
   * @param stays what else stays of this patient, the gravest first
   */
  public Letter(
      Head head, Intake intake, Assessment assessment, List<Stays> stays, ClinicSettings settings) {
    this.intake = intake;
    this.assessment = assessment;
    this.handover = assessment.handover();
    from(head);
    graver(stays);
    request(settings);
    section("No clinician has decided about", stays.stream().map(Stays::shown).toList());
    redFlags();
    findings();
    cause();
    told(settings);
    line("");
    line("Assessment " + head.about() + ".");
    line(
        "Decision support, not a diagnosis. What is not reported is not excluded. A licensed"
            + " clinician decides.");
    line("");
    line("Clinician: ______________________________   Signature: ______________________________");
  }

  private void from(Head head) {
    line(head.clinic() + head.phone().map(", telephone "::concat).orElse(""));
    line("");
    line("To the clinician who sees this patient next");
    line("Patient: " + head.patient());
    line("Answered: " + MOMENT.format(head.answeredAt()));
    line("");
  }

  /** Milder answers do not take an emergency away: who reads these must know of it first. */
  private void graver(List<Stays> stays) {
    stays.stream()
        .filter(it -> it.urgency().compareTo(assessment.urgency()) > 0)
        .findFirst()
        .ifPresent(
            it -> {
              sheet.warning("READ THIS FIRST. " + it.shown() + ".");
              line("No clinician has decided about them. The milder answers below change nothing.");
              line("");
            });
  }

  private void request(ClinicSettings settings) {
    var urgency = assessment.urgency();
    handover.suspected().ifPresent(it -> sheet.heading(it.toUpperCase(Locale.ROOT)));
    line("%s: %s.".formatted(urgency.display(), urgency.timeframe()));
    line("Request: " + settings.see(handover) + ".");
    handover.say().ifPresent(it -> line("The patient says: \"" + it.english() + "\""));
    section("Also suspected", handover.others().stream().map(Suspicion::shown).toList());
    if (assessment.provisional()) {
      line("Provisional: red-flag questions are unanswered.");
    }
  }

  private void redFlags() {
    line("");
    sheet.heading(assessment.redFlags().isEmpty() ? "Red flags: none reported" : "Red flags");
    for (var flag : assessment.redFlags()) {
      var reason = assessment.reason(flag);
      line("- %s (%s)".formatted(reason.title(), flag.urgency().display()));
      line("  " + reason.claim());
      line(
          "  Sources: "
              + String.join(", ", reason.sources().stream().map(it -> it.shown()).toList()));
      line("  Evidence: " + reason.evidence());
    }
  }

  private void findings() {
    var behind = behind();
    section("Findings behind the red flags", lines(behind));
    var relevant = relevant();
    list("Denied, or examined and not found", denied(relevant));
    var unknown = unknown(relevant);
    list("Not examined yet", terms(unknown, true));
    list("Not answered", terms(unknown, false));
    section("Other answers", lines(others(behind)));
  }

  private Set<Fact> behind() {
    var facts = EnumSet.noneOf(Fact.class);
    assessment.redFlags().forEach(it -> facts.addAll(assessment.reason(it).facts()));
    return facts;
  }

  /** What the next clinician would look for: the screen, and what the suspicions call for. */
  private Set<Fact> relevant() {
    var facts = EnumSet.noneOf(Fact.class);
    facts.addAll(Fact.GROUPS.getOrDefault("core", List.of()));
    handover.suspicions().stream()
        .map(Suspicion::destination)
        .forEach(
            it -> {
              facts.addAll(it.ask());
              facts.addAll(it.examine());
            });
    return facts;
  }

  private Set<Fact> unknown(Set<Fact> relevant) {
    var facts = EnumSet.noneOf(Fact.class);
    facts.addAll(assessment.unanswered());
    handover.destination().map(Destination::examine).ifPresent(facts::addAll);
    handover.destination().map(Destination::ask).ifPresent(facts::addAll);
    facts.retainAll(relevant);
    facts.removeIf(it -> !intake.value(it).isUnknown());
    return facts;
  }

  /** How somebody lifts is of no use to an emergency department. */
  private Set<Fact> others(Set<Fact> behind) {
    var facts = EnumSet.allOf(Fact.class);
    facts.removeAll(behind);
    if (assessment.leaning().isEmpty()) {
      facts.removeIf(
          it ->
              it.kind() == Fact.Kind.FINDING
                  && Glossary.said(it, intake.value(it)).isEmpty()
                  && it.askedOf() != Fact.AskedOf.CLINICIAN);
    }
    return facts;
  }

  private List<String> lines(Set<Fact> facts) {
    return facts.stream()
        .filter(it -> it.askedOf() != Fact.AskedOf.CLINIC)
        .filter(it -> !intake.value(it).isUnknown() && intake.value(it) != Presence.ABSENT)
        .map(it -> Glossary.line(it, intake.value(it)))
        .toList();
  }

  private List<String> denied(Set<Fact> facts) {
    return facts.stream()
        .filter(it -> intake.value(it) == Presence.ABSENT)
        .map(Glossary::term)
        .toList();
  }

  private static List<String> terms(Set<Fact> facts, boolean examined) {
    return facts.stream()
        .filter(it -> (it.askedOf() == Fact.AskedOf.CLINICIAN) == examined)
        .map(Glossary::term)
        .toList();
  }

  private void cause() {
    line("");
    line(
        assessment
            .leaning()
            .map(
                it ->
                    "Muscle or structure: %s, %s. It does not change the disposition."
                        .formatted(it.leader().display(), it.band().code()))
            .orElse(Assessment.CAUSE_NOT_JUDGED + "."));
  }

  private void told(ClinicSettings settings) {
    line("");
    line("The patient was told: " + settings.withNumber(handover.told()).english());
    handover.where().ifPresent(it -> line("Where: " + it.english()));
  }

  private void list(String title, List<String> terms) {
    if (!terms.isEmpty()) {
      line("");
      line("%s: %s.".formatted(title, String.join("; ", terms)));
    }
  }

  private void section(String title, List<String> entries) {
    if (!entries.isEmpty()) {
      line("");
      sheet.heading(title);
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
