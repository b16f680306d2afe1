package org.plumbline.web.document;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.ClinicalImpression;
import org.hl7.fhir.r4.model.ClinicalImpression.ClinicalImpressionStatus;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.differential.Pointer;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.intake.ReadIntake;

/**
 * The part of the triage that is not a red flag, as FHIR: what the pain leans toward, what the
 * patient is told, and when the patient is looked at again.
 */
public final class PlanResources {
  private static final String SYSTEMS = Library.CANONICAL_BASE + "/CodeSystem/";
  private static final String TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation";

  private final ReadIntake read;
  private final RecordedAssessment recorded;
  private final ClinicSettings settings;
  private final Date now;

  public PlanResources(
      ReadIntake read, RecordedAssessment recorded, ClinicSettings settings, Date now) {
    this.read = read;
    this.recorded = recorded;
    this.settings = settings;
    this.now = now;
  }

  public List<Resource> all() {
    var all = new ArrayList<Resource>(List.of(impression(), communication()));
    recorded.assessment().plan().reviews().forEach(review -> all.add(task(review)));
    return all;
  }

  /** Bands and pointers, never a percentage. */
  private ClinicalImpression impression() {
    var impression = new ClinicalImpression();
    impression.setStatus(ClinicalImpressionStatus.COMPLETED);
    impression.setSubject(Drafts.patient(read));
    impression.setDate(now);
    impression.setDescription("What the pain leans toward; it does not change the disposition.");
    recorded
        .assessment()
        .leaning()
        .ifPresentOrElse(
            it -> leaning(impression, it),
            () -> impression.setSummary(Assessment.CAUSE_NOT_JUDGED));
    return impression;
  }

  private static void leaning(ClinicalImpression impression, Differential differential) {
    var leader = differential.leader();
    impression.setSummary(
        "%s: %s%s"
            .formatted(
                leader.display(),
                differential.band().code(),
                differential.radiculopathy() ? ", with radiculopathy" : ""));
    impression
        .addFinding()
        .setItemCodeableConcept(
            Drafts.concept(SYSTEMS + "low-back-origins", leader.code(), leader.display()))
        .setBasis(differential.band().code());
    for (var origin : List.of(leader, differential.contender())) {
      differential.pointers(origin).forEach(it -> impression.addNote(note(it)));
    }
  }

  private static Annotation note(Pointer pointer) {
    return new Annotation()
        .setText(
            "%s %s: %s (%s) %s: %s"
                .formatted(
                    pointer.toward() ? "for" : "against",
                    pointer.origin().display(),
                    Glossary.term(pointer.fact()),
                    Glossary.shown(pointer.fact(), pointer.value()),
                    pointer.basis(),
                    String.join(", ", pointer.sources().stream().map(it -> it.shown()).toList())));
  }

  /** A draft that nobody has sent: the EHR decides how it reaches the patient. */
  Communication communication() {
    var plan = recorded.assessment().plan();
    var handover = recorded.assessment().handover();
    var communication = new Communication();
    communication.setStatus(CommunicationStatus.PREPARATION);
    communication.setSubject(Drafts.patient(read));
    communication.setLanguage(settings.language().code());
    Stream.of(
            Stream.of(handover.told()),
            Stream.of(handover.where(), handover.bring(), handover.say()).flatMap(Optional::stream),
            plan.given().stream().map(Plan.Given::wording),
            plan.safetyNet().texts().stream())
        .flatMap(it -> it)
        .map(settings::withNumber)
        .forEach(it -> communication.addPayload().setContent(text(it)));
    for (var item : plan.given()) {
      communication.addReasonCode(
          Drafts.concept(SYSTEMS + "low-back-advice", item.item().id(), item.item().title()));
    }
    plan.withheld().forEach(it -> communication.addNote(new Annotation().setText(withheld(it))));
    if (plan.held()) {
      communication.addNote(
          new Annotation().setText("No plan for training: a red flag of urgent or above is open."));
    }
    return communication;
  }

  /** The text in the language of the clinic, and every other one as translation. */
  private StringType text(Wording wording) {
    var text = new StringType(wording.in(settings.language()));
    for (var language : Language.all()) {
      if (!language.equals(settings.language())) {
        var translation = new Extension(TRANSLATION);
        translation.addExtension("lang", new CodeType(language.code()));
        translation.addExtension("content", new StringType(wording.in(language)));
        text.addExtension(translation);
      }
    }
    return text;
  }

  private String withheld(Plan.Withheld withheld) {
    return "Withheld: %s (%s) because of %s"
        .formatted(
            withheld.item().id(),
            withheld.item().title(),
            String.join(
                ", ",
                Stream.of(
                        withheld.present().stream().map(Glossary::term),
                        withheld.unknown().stream().map(it -> Glossary.term(it) + " (not known)"),
                        withheld.concluded().stream().map(this::title))
                    .flatMap(it -> it)
                    .toList()));
  }

  private String title(String rule) {
    return recorded.assessment().reasons().stream()
        .filter(it -> it.rule().equals(rule))
        .map(Reason::title)
        .findFirst()
        .orElse(rule);
  }

  Task task(Plan.Review review) {
    var task = new Task();
    var due = read.answeredAt().plus(Duration.ofMinutes(Math.round(review.hours() * 60)));
    task.setStatus(TaskStatus.DRAFT);
    task.setIntent(TaskIntent.PROPOSAL);
    task.setFor(Drafts.patient(read));
    task.setAuthoredOn(now);
    task.setDescription("%s: %s".formatted(Instruction.title(review.code()), review.what()));
    task.getRestriction().getPeriod().setEndElement(new DateTimeType(Date.from(due)));
    return task;
  }
}
