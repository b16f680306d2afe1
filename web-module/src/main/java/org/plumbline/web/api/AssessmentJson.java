package org.plumbline.web.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Handover;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.json.Build;

/** Writes an assessment as plain JSON. */
final class AssessmentJson {
  private final ClinicSettings settings;

  AssessmentJson(ClinicSettings settings) {
    this.settings = settings;
  }

  /** The conclusions, without where they are recorded. */
  JsonObjectBuilder write(Intake intake, Assessment assessment) {
    var json =
        Build.object()
            .add("disposition", disposition(assessment.handover()))
            .add("provisional", assessment.provisional())
            .add("knowledgeVersion", assessment.knowledgeVersion());
    var flags = Build.array();
    assessment.redFlags().forEach(it -> flags.add(redFlag(assessment, it)));
    json.add("redFlags", flags)
        .add("unanswered", texts(assessment.unanswered().stream().map(Fact::code)))
        .add("contradictions", texts(intake.contradictions().stream().map(Contradiction::shown)))
        .add("leaning", leaning(assessment))
        .add("handover", handover(assessment.handover()))
        .add("patientText", patientText(assessment))
        .add("reviews", reviews(assessment.plan()));
    return json;
  }

  private JsonObject disposition(Handover handover) {
    var urgency = handover.urgency();
    return Build.object()
        .add("code", urgency.code())
        .add("display", urgency.display())
        .add("timeframe", urgency.timeframe())
        .add("see", settings.see(handover))
        .build();
  }

  private static JsonObject redFlag(Assessment assessment, RedFlag flag) {
    var reason = assessment.reason(flag);
    return Build.object()
        .add("rule", reason.rule())
        .add("title", reason.title())
        .add("urgency", flag.urgency().code())
        .add("claim", reason.claim())
        .add("facts", texts(reason.facts().stream().map(Fact::code)))
        .add("sources", texts(reason.sources().stream().map(it -> it.key() + ": " + it.text())))
        .build();
  }

  private static JsonObject leaning(Assessment assessment) {
    return assessment
        .leaning()
        .map(
            it ->
                Build.object()
                    .add("band", it.band().code())
                    .add("origin", it.leader().code())
                    .add("display", it.leader().display()))
        .orElseGet(
            () ->
                Build.object()
                    .add("band", "not-judged")
                    .add("display", Assessment.CAUSE_NOT_JUDGED))
        .build();
  }

  /** Where the patient goes, what is said there, and what is examined before. */
  private JsonObject handover(Handover handover) {
    var json = Build.object().add("see", settings.see(handover));
    handover.suspected().ifPresent(it -> json.add("suspected", it));
    json.add("also", texts(handover.others().stream().map(Suspicion::shown)))
        .add("examine", texts(handover.examine().stream().map(Fact::code)))
        .add("ask", texts(handover.ask().stream().map(Fact::code)));
    for (var language : Language.values()) {
      var told = Build.object();
      handover.where().ifPresent(it -> told.add("where", it.in(language)));
      handover.bring().ifPresent(it -> told.add("bring", it.in(language)));
      handover.say().ifPresent(it -> told.add("say", it.in(language)));
      json.add(language.code(), told);
    }
    return json.build();
  }

  /** What the patient is told, in every language. */
  private JsonObject patientText(Assessment assessment) {
    var plan = assessment.plan();
    var wordings =
        Stream.of(
                Stream.of(assessment.handover().told()),
                plan.given().stream().map(Plan.Given::wording),
                Stream.of(Instruction.callAnAmbulance(), Instruction.goToEmergency()))
            .flatMap(it -> it)
            .map(settings::withNumber)
            .toList();
    var text = Build.object();
    for (var language : Language.values()) {
      text.add(language.code(), texts(in(wordings, language)));
    }
    return text.build();
  }

  private static Stream<String> in(List<Wording> wordings, Language language) {
    return wordings.stream().map(it -> it.in(language));
  }

  private static JsonArrayBuilder reviews(Plan plan) {
    var reviews = Build.array();
    for (var review : plan.reviews()) {
      reviews.add(
          Build.object()
              .add("code", review.code())
              .add("hours", review.hours())
              .add("what", review.what()));
    }
    return reviews;
  }

  private static JsonArrayBuilder texts(Stream<String> texts) {
    var array = Build.array();
    texts.forEach(array::add);
    return array;
  }
}
