package org.plumbline.web.protocol.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Standing;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Handover;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.json.Build;

/** Writes an assessment as plain JSON. */
final class AssessmentJson {
  private final ClinicSettings settings;

  AssessmentJson(ClinicSettings settings) {
    this.settings = settings;
  }

  /** What stays of the same patient until a clinician has decided, the gravest first. */
  static JsonArrayBuilder staying(List<Standing.Line> staying) {
    var all = Build.array();
    for (var it : staying) {
      var line =
          Build.object()
              .add("answeredAt", it.answeredAt().toString())
              .add(
                  "disposition",
                  Build.object()
                      .add("code", it.urgency().code())
                      .add("display", it.urgency().display())
                      .add("timeframe", it.urgency().timeframe())
                      .add("see", it.urgency().see()))
              .add("finished", it.finished())
              .add("redFlags", flags(it.flags()));
      it.id().ifPresent(id -> line.add("id", id.toString()));
      all.add(line);
    }
    return all;
  }

  /** Red flags as a list names them. */
  static JsonArrayBuilder flags(List<Reason> reasons) {
    var flags = Build.array();
    reasons.forEach(
        it -> flags.add(Build.object().add("rule", it.rule()).add("title", it.title())));
    return flags;
  }

  /**
   * The conclusions, without where they are recorded.
   *
   * @param staying what stays beside them
   * @param graver the gravest of that, when it is more urgent: the patient is told what it asks for
   */
  JsonObjectBuilder write(
      Intake intake,
      Assessment assessment,
      List<Standing.Line> staying,
      Optional<Assessment> graver) {
    var json =
        Build.object()
            .add("disposition", disposition(assessment.handover()))
            .add("provisional", assessment.provisional())
            .add("knowledgeVersion", assessment.knowledgeVersion());
    var flags = Build.array();
    assessment.redFlags().forEach(it -> flags.add(redFlag(assessment, it)));
    json.add("redFlags", flags)
        .add("unanswered", texts(assessment.unanswered().stream().map(Fact::code)))
        .add("contradictions", texts(intake.contradictions().stream().map(Glossary::shown)))
        .add("leaning", leaning(assessment))
        .add("handover", handover(assessment.handover()))
        .add("patientText", patientText(assessment, graver))
        .add("staying", staying(staying))
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
        .add("evidence", reason.evidence())
        .add("sources", texts(reason.sources().stream().map(Citation::entry)))
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
    for (var language : Language.all()) {
      var told = Build.object();
      handover.where().ifPresent(it -> told.add("where", it.in(language)));
      handover.bring().ifPresent(it -> told.add("bring", it.in(language)));
      handover.say().ifPresent(it -> told.add("say", it.in(language)));
      json.add(language.code(), told);
    }
    return json.build();
  }

  /** What the patient is told, in every language. */
  private JsonObject patientText(Assessment assessment, Optional<Assessment> graver) {
    var given = graver.isPresent() ? List.<Plan.Given>of() : assessment.plan().given();
    var wordings =
        Stream.of(
                Stream.of(graver.orElse(assessment).handover().told()),
                given.stream().map(Plan.Given::wording),
                graver.orElse(assessment).plan().safetyNet().texts().stream())
            .flatMap(it -> it)
            .map(settings::withNumber)
            .toList();
    var text = Build.object();
    for (var language : Language.all()) {
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
