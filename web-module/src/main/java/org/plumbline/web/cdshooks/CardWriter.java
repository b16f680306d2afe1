package org.plumbline.web.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.cdshooks.TriageHook.Answered;
import org.plumbline.web.cdshooks.TriageHook.Outcome;

/**
 * Writes cards. There is at most one: a card is shown exactly when a red flag fired or data are
 * missing. No card never says that all is clear.
 */
@ApplicationScoped
public class CardWriter {
  /** After this the answers are shown with their age. Source: docs/architecture.md, time. */
  private static final Duration AGED = Duration.ofHours(24);

  /** After this only a new intake helps; red flags are kept. Source: docs/architecture.md, time. */
  private static final Duration STALE = Duration.ofDays(14);

  private static final String DISPOSITIONS =
      Library.CANONICAL_BASE + "/CodeSystem/low-back-disposition";

  private Clock clock;
  private ClinicSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected CardWriter() {} // required by the container

  @Inject
  CardWriter(Clock clock, ClinicSettings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** The cards of an outcome, as the body of the response. */
  JsonObject write(Outcome outcome, URI start) {
    var cards = Json.createArrayBuilder();
    card(outcome, start).ifPresent(cards::add);
    return Json.createObjectBuilder().add("cards", cards).build();
  }

  private Optional<JsonObject> card(Outcome outcome, URI start) {
    if (outcome.answered().isEmpty()) {
      return outcome.gaps().isEmpty() && !outcome.backProblem()
          ? Optional.empty()
          : Optional.of(notAssessed(outcome, start));
    }
    var answered = outcome.answered().get();
    var age = Duration.between(answered.read().answeredAt(), clock.instant());
    if (age.compareTo(STALE) > 0) {
      return Optional.of(stale(answered, age, start));
    }
    var shown = !answered.recorded().assessment().redFlags().isEmpty() || !outcome.gaps().isEmpty();
    return shown ? Optional.of(triage(outcome, answered, age)) : Optional.empty();
  }

  private static JsonObject notAssessed(Outcome outcome, URI start) {
    var detail =
        new Detail()
            .line("There is no low-back intake that could be read, so no red flag was assessed.")
            .gaps(outcome.gaps());
    return basic("Low-back red flags not assessed: no intake", Indicator.INFO, detail)
        .add("uuid", uuid("not-assessed", outcome.gaps().toString()))
        .add("links", links("Start the low-back intake", start))
        .build();
  }

  private static JsonObject stale(Answered answered, Duration age, URI start) {
    var assessment = answered.recorded().assessment();
    var flags = assessment.redFlags();
    var detail =
        new Detail()
            .line(
                "The answers are %d days old. Repeat the questions before you rely on them."
                    .formatted(age.toDays()));
    if (!flags.isEmpty()) {
      detail.line("Red flags then: %s.".formatted(titles(answered, flags)));
    }
    return basic(
            "Low-back intake is %d days old: repeat the questions".formatted(age.toDays()),
            Indicator.of(assessment.urgency()),
            detail)
        .add("uuid", uuid("stale", answered.read().response().value()))
        .add("links", links("Start a new low-back intake", start))
        .build();
  }

  private static String titles(Answered answered, List<RedFlag> flags) {
    return flags.stream()
        .map(it -> answered.recorded().assessment().reason(it).title())
        .collect(Collectors.joining("; "));
  }

  private JsonObject triage(Outcome outcome, Answered answered, Duration age) {
    var assessment = answered.recorded().assessment();
    var detail = new Detail().disposition(assessment, settings.see(assessment.urgency()));
    if (age.compareTo(AGED) > 0) {
      detail.line("The answers are %d hours old: repeat the questions.".formatted(age.toHours()));
    }
    assessment
        .redFlags()
        .forEach(flag -> detail.redFlag(assessment, flag, answered.read().intake()));
    detail
        .leaning(assessment.differential())
        .unanswered(assessment)
        .contradictions(answered.read().intake())
        .answers()
        .gaps(outcome.gaps())
        .unread(answered.read().unread())
        .sources()
        .origin(answered);
    var card = basic(summary(answered), Indicator.of(assessment.urgency()), detail);
    return card.add(
            "uuid",
            uuid(
                answered.read().patient().value(),
                answered.read().answeredAt() + summary(answered)))
        .add("extension", extension(answered))
        .build();
  }

  private static String summary(Answered answered) {
    var assessment = answered.recorded().assessment();
    var flags = assessment.redFlags();
    if (flags.isEmpty()) {
      return "%s: no red flag reported, but the record was not read in full"
          .formatted(assessment.urgency().display());
    }
    var others = flags.size() > 1 ? " and %d more".formatted(flags.size() - 1) : "";
    return "%s: %s%s"
        .formatted(assessment.urgency().display(), assessment.reason(flags.get(0)).title(), others);
  }

  private static JsonObjectBuilder basic(String summary, Indicator indicator, Detail detail) {
    var topic =
        Json.createObjectBuilder()
            .add("system", "http://snomed.info/sct")
            .add("code", "279039007")
            .add("display", "Low back pain");
    var source =
        Json.createObjectBuilder()
            .add("label", "Plumbline low-back triage " + Library.VERSION)
            .add("url", URI.create(DISPOSITIONS).resolve("/").toString())
            .add("topic", topic);
    return Json.createObjectBuilder()
        .add("summary", summary)
        .add("indicator", indicator.code())
        .add("detail", detail.markdown())
        .add("source", source);
  }

  private static jakarta.json.JsonArrayBuilder links(String label, URI start) {
    return Json.createArrayBuilder()
        .add(
            Json.createObjectBuilder()
                .add("label", label)
                .add("url", start.toString())
                .add("type", "absolute"));
  }

  /**
   * The same finding has the same id, so that feedback can be joined and a client can replace its
   * card.
   */
  private static String uuid(String subject, String finding) {
    return UUID.nameUUIDFromBytes((subject + "|" + finding + "|" + Library.VERSION).getBytes(UTF_8))
        .toString();
  }

  private static JsonObjectBuilder extension(Answered answered) {
    var assessment = answered.recorded().assessment();
    var rules = Json.createArrayBuilder();
    assessment.redFlags().forEach(flag -> rules.add(flag.id()));
    var extension =
        Json.createObjectBuilder()
            .add("org.plumbline.disposition", assessment.urgency().code())
            .add("org.plumbline.knowledgeVersion", assessment.knowledgeVersion());
    if (!assessment.redFlags().isEmpty()) {
      extension.add("org.plumbline.ruleIds", rules);
    }
    answered
        .recorded()
        .id()
        .ifPresent(id -> extension.add("org.plumbline.assessment", id.toString()));
    return extension;
  }
}
