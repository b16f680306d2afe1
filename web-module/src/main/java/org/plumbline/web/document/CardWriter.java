package org.plumbline.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.plumbline.web.intake.Unassessed.Kind.CANCER;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.decision.OverrideReason;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.wording.PageWords;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.document.Outcome.Beside;
import org.plumbline.web.intake.OrderCodes.Kind;
import org.plumbline.web.intake.Unassessed;
import org.plumbline.web.json.Build;

/**
 * Writes the card of a call. There is at most one: it is shown exactly when a red flag fired or
 * stays until a clinician has decided, data are missing, the answers are old, or the hook itself
 * calls for it. No card ever says that all is clear.
 */
@ApplicationScoped
public class CardWriter {
  /** After this the answers are shown with their age. Source: docs/where.md, time. */
  private static final Duration AGED = Duration.ofHours(24);

  /** After this only a new intake helps; red flags are kept. Source: docs/where.md, time. */
  private static final Duration STALE = Duration.ofDays(14);

  /** The longest summary. Source: CDS Hooks 2.0, card attributes: under 140 characters. */
  private static final int LONGEST_SUMMARY = 139;

  private static final Wording NOT_ALL_READ = PageWords.of("card.not-all-read");

  private static final String REASONS =
      Library.CANONICAL_BASE + "/CodeSystem/low-back-override-reasons";

  private Clock clock;
  private ClinicSettings settings;
  private Drafts drafts;

  @SuppressWarnings("NullAway.Init")
  protected CardWriter() {} // required by the container

  @Inject
  public CardWriter(Clock clock, ClinicSettings settings, Drafts drafts) {
    this.clock = clock;
    this.settings = settings;
    this.drafts = drafts;
  }

  /**
   * Where the card will be seen.
   *
   * @param base the address of this server, without a slash at the end
   * @param smart whether the EHR can launch our screen
   */
  public record Place(
      Hook hook, PatientReference patient, boolean forPatient, String base, boolean smart) {}

  /** The card of an outcome; empty when there is nothing to show. */
  public Optional<Card> write(Outcome outcome, Place place) {
    if (outcome.answered().isEmpty()) {
      return outcome.gaps().isEmpty() && !outcome.backProblem()
          ? Optional.empty()
          : Optional.of(notAssessed(outcome, place));
    }
    var answered = outcome.answered().get();
    var flagged = !answered.recorded().assessment().redFlags().isEmpty();
    if (place.forPatient()) {
      return flagged ? Optional.of(forPatient(answered, place)) : Optional.empty();
    }
    var age = Duration.between(answered.read().answeredAt(), clock.instant());
    if (age.compareTo(STALE) > 0) {
      return Optional.of(stale(outcome, answered, age, place));
    }
    if (flagged
        || !outcome.gaps().isEmpty()
        || !outcome.beside().isEmpty()
        || answered.read().unassessed().stream().anyMatch(it -> it.kind() == CANCER)) {
      return Optional.of(triage(outcome, answered, age, place));
    }
    if (outcome.orders().stream().anyMatch(it -> it.kinds().contains(Kind.LUMBAR_IMAGING))) {
      return Optional.of(imaging(answered, age, place));
    }
    if (place.hook() == Hook.ENCOUNTER_DISCHARGE) {
      return Optional.of(discharge(answered, age, place));
    }
    return age.compareTo(AGED) > 0 ? Optional.of(aged(answered, age, place)) : Optional.empty();
  }

  private Card notAssessed(Outcome outcome, Place place) {
    if (place.forPatient()) {
      var detail = new Detail().line("Answer the questions about your back first.");
      return new Draft(place, "to-answer", Indicator.INFO, "Answer the questions about your back")
          .detail(detail)
          .link("Start the questions")
          .card(List.of(), List.of());
    }
    var detail =
        new Detail()
            .line("There is no low-back intake that could be read, so no red flag was assessed.")
            .beside(outcome.beside(), Instant.MIN, clock.instant())
            .gaps(outcome.gaps());
    return new Draft(
            place,
            "not-assessed" + gaps(outcome) + fingerprint(outcome.beside()),
            Indicator.of(gravest(outcome, Urgency.SELF_CARE)),
            graver(outcome, Urgency.SELF_CARE).orElse("Low-back red flags not assessed: no intake"))
        .detail(detail)
        .link("Start the low-back intake")
        .card(List.of(), List.of());
  }

  /** The words are those of the hand-out; rules, codes and suspicions are for clinicians. */
  private Card forPatient(Answered answered, Place place) {
    var assessment = answered.recorded().assessment();
    var urgency = assessment.urgency();
    var handover = assessment.handover();
    var wording = settings.withNumber(handover.told()).in(settings.language());
    var detail = new Detail().line(wording);
    Stream.of(handover.where(), handover.bring(), handover.say())
        .flatMap(Optional::stream)
        .forEach(it -> detail.line(it.in(settings.language())));
    for (var it : assessment.plan().safetyNet().texts()) {
      detail.line(settings.withNumber(it).in(settings.language()));
    }
    if (!answered.read().missed().isEmpty()) {
      detail.line(NOT_ALL_READ.in(settings.language()));
    }
    return new Draft(
            place,
            "patient" + fingerprint(answered, List.of()),
            Indicator.of(urgency),
            cut(wording.split("(?<=[.!?]) ")[0]))
        .detail(detail)
        .card(rules(answered), List.of());
  }

  private Card stale(Outcome outcome, Answered answered, Duration age, Place place) {
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
    detail.gaps(outcome.gaps());
    return new Draft(
            place,
            "stale"
                + answered.read().response().value()
                + answered.read().answeredAt()
                + (outcome.gaps().isEmpty() ? "" : gaps(outcome)),
            Indicator.of(assessment.urgency()),
            "Low-back intake is %d days old: repeat the questions".formatted(age.toDays()))
        .detail(detail)
        .link("Start a new low-back intake")
        .card(rules(answered), List.of());
  }

  /** Mild answers that are not of today: what they did not report then may be there now. */
  private Card aged(Answered answered, Duration age, Place place) {
    return new Draft(
            place,
            "aged" + fingerprint(answered, List.of()),
            Indicator.INFO,
            "Low-back intake is %s old, no red flag reported then: repeat the questions"
                .formatted(Detail.age(age)))
        .detail(
            new Detail()
                .disposition(
                    answered.recorded().assessment(),
                    settings.see(answered.recorded().assessment().handover()))
                .aged(age)
                .origin(answered))
        .link("Start a new low-back intake")
        .extension(extension(answered))
        .card(List.of(), List.of());
  }

  private static String titles(Answered answered, List<RedFlag> flags) {
    return flags.stream()
        .map(it -> answered.recorded().assessment().reason(it).title())
        .collect(Collectors.joining("; "));
  }

  private Card triage(Outcome outcome, Answered answered, Duration age, Place place) {
    var assessment = answered.recorded().assessment();
    var loading = isLoadingUnsafe(outcome, assessment.urgency());
    var summary = summary(outcome, answered, place, loading);
    var draft =
        new Draft(
            place,
            "triage"
                + fingerprint(answered, outcome.orders())
                + gaps(outcome)
                + fingerprint(outcome.beside())
                + unassessed(answered),
            loading ? Indicator.CRITICAL : Indicator.of(gravest(outcome, assessment.urgency())),
            summary);
    var suggestions = new Suggestions(drafts, draft.id());
    if (!assessment.redFlags().isEmpty()) {
      suggestions
          .priority(outcome.orders(), assessment.urgency())
          .referral(answered, settings.see(assessment.handover()))
          .reviews(answered)
          .safetyNet(answered);
    }
    return draft
        .detail(detail(outcome, answered, age, loading))
        .extension(extension(answered))
        .smart(answered)
        .suggestions(suggestions)
        .card(rules(answered), suggestions.ids());
  }

  private Detail detail(Outcome outcome, Answered answered, Duration age, boolean loading) {
    var assessment = answered.recorded().assessment();
    var detail = new Detail();
    if (loading) {
      detail.line(
          "**Do not load, pull or manipulate this spine** before the red flags below are cleared.");
    }
    detail.disposition(assessment, settings.see(assessment.handover()));
    if (outcome.isEarlier()) {
      detail.line(
          "**Answered %s ago. Later answers do not take this away: no clinician has decided about it yet.**"
              .formatted(Detail.age(age)));
    }
    if (!answered.read().finished()) {
      detail.line("Not finished: the patient has not come to the end of the questions.");
    }
    detail.handover(assessment.handover());
    detail.beside(outcome.beside(), answered.read().answeredAt(), clock.instant());
    answered.before().ifPresent(it -> detail.since(it, assessment, answered.read()));
    if (age.compareTo(AGED) > 0) {
      detail.aged(age);
    }
    assessment
        .redFlags()
        .forEach(flag -> detail.redFlag(assessment, flag, answered.read().intake()));
    return detail
        .leaning(assessment)
        .unanswered(assessment)
        .contradictions(answered.read().intake())
        .answers()
        .gaps(outcome.gaps())
        .unassessed(answered.read().unassessed())
        .unread(answered.read().unread())
        .sources()
        .origin(answered);
  }

  /** An order to load a spine with a red flag of urgent or above; less is not worth a pop-up. */
  private static boolean isLoadingUnsafe(Outcome outcome, Urgency urgency) {
    return !Instruction.of(urgency).plans()
        && outcome.orders().stream().anyMatch(it -> it.kinds().contains(Kind.LOADING));
  }

  /** The most urgent of all that is shown; an older knowledge may have judged graver. */
  private static Urgency gravest(Outcome outcome, Urgency urgency) {
    return outcome.beside().stream()
        .map(it -> it.line().urgency())
        .reduce(urgency, (one, other) -> one.compareTo(other) >= 0 ? one : other);
  }

  private static String summary(Outcome outcome, Answered answered, Place place, boolean loading) {
    var assessment = answered.recorded().assessment();
    var flags = assessment.redFlags();
    var graver = graver(outcome, assessment.urgency());
    if (graver.isPresent()) {
      return graver.get();
    }
    if (flags.isEmpty()) {
      return "%s: no red flag reported, but the record was not read in full"
          .formatted(assessment.urgency().display());
    }
    var others =
        (flags.size() > 1 ? " and %d more".formatted(flags.size() - 1) : "")
            + (outcome.isEarlier() ? " (earlier answers, not decided)" : "");
    var before = loading ? "Do not load this spine. " : beforeBooking(place, assessment.urgency());
    var shown =
        "%s%s: %s"
            .formatted(
                before, assessment.urgency().display(), assessment.reason(flags.get(0)).title());
    return cut(shown, LONGEST_SUMMARY - others.length()) + others;
  }

  private static Optional<String> graver(Outcome outcome, Urgency urgency) {
    return outcome.beside().stream()
        .filter(it -> it.line().urgency().compareTo(urgency) > 0)
        .findFirst()
        .map(
            it ->
                cut(
                    "%s by earlier answers, not decided: %s"
                        .formatted(
                            it.line().urgency().display(),
                            it.titles().isEmpty() ? "see below" : it.titles().get(0))));
  }

  private static String beforeBooking(Place place, Urgency urgency) {
    return place.hook() == Hook.APPOINTMENT_BOOK && !Instruction.of(urgency).plans()
        ? "Do not book as routine. "
        : "";
  }

  private static String cut(String text) {
    return cut(text, LONGEST_SUMMARY);
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most - 3) + "...";
  }

  private Card imaging(Answered answered, Duration age, Place place) {
    var detail = age.compareTo(AGED) > 0 ? new Detail().aged(age) : new Detail();
    detail
        .line(
            "No red flag was reported. Without one, imaging of the lumbar spine rarely changes"
                + " what is done, and findings such as a disc bulge are common in people"
                + " without pain.")
        .line("What is not reported is not excluded.")
        .line("**Sources**\n- NG59: " + Library.citation("NG59").orElseThrow().text())
        .origin(answered);
    return new Draft(
            place,
            "imaging" + fingerprint(answered, List.of()),
            Indicator.WARNING,
            "Lumbar imaging is ordered, but the intake reports no red flag that calls for it")
        .detail(detail)
        .extension(extension(answered))
        .reasons()
        .card(List.of(), List.of());
  }

  private Card discharge(Answered answered, Duration age, Place place) {
    var before = age.compareTo(AGED) > 0 ? new Detail().aged(age) : new Detail();
    var assessment = answered.recorded().assessment();
    var draft =
        new Draft(
            place,
            "discharge" + fingerprint(answered, List.of()),
            Indicator.INFO,
            "Before discharge: give the safety-net advice and plan the review");
    var suggestions = new Suggestions(drafts, draft.id()).reviews(answered).safetyNet(answered);
    return draft
        .detail(
            before
                .disposition(assessment, settings.see(assessment.handover()))
                .leaning(assessment)
                .sources()
                .origin(answered))
        .extension(extension(answered))
        .smart(answered)
        .suggestions(suggestions)
        .card(List.of(), suggestions.ids());
  }

  private static List<String> rules(Answered answered) {
    return answered.recorded().assessment().redFlags().stream().map(RedFlag::id).toList();
  }

  /**
   * The facts behind a card: what was said on which day, as far as a red flag rests on it. The same
   * answers given again on a later day are news.
   */
  private static String fingerprint(Answered answered, List<Order> orders) {
    var assessment = answered.recorded().assessment();
    var parts = new ArrayList<String>();
    parts.add(answered.read().answeredAt().atZone(ZoneOffset.UTC).toLocalDate().toString());
    for (var flag : assessment.redFlags()) {
      parts.add(flag.id());
      for (var fact : assessment.reason(flag).facts()) {
        parts.add(fact.code() + "=" + answered.read().intake().value(fact).stored());
      }
    }
    orders.forEach(
        it ->
            parts.add(
                listed(it.kinds().stream().sorted().map(Enum::name).toList()) + it.priority()));
    return String.join("|", parts);
  }

  /** Ids that were given out hang on this form: an id never changes with the JDK. */
  private static String listed(List<String> texts) {
    return "[" + String.join(", ", texts) + "]";
  }

  private static String unassessed(Answered answered) {
    return answered.read().unassessed().stream()
        .map(Unassessed::shown)
        .collect(Collectors.joining("|"));
  }

  private static String fingerprint(List<Beside> beside) {
    return beside.stream()
        .map(
            it ->
                it.line().answeredAt().atZone(ZoneOffset.UTC).toLocalDate()
                    + it.line().urgency().code()
                    + listed(it.line().rules())
                    + it.stays())
        .collect(Collectors.joining("|"));
  }

  private static String gaps(Outcome outcome) {
    return listed(
        outcome.gaps().stream().map(it -> "%s=%s".formatted(it.key(), it.state().name())).toList());
  }

  private static JsonObjectBuilder extension(Answered answered) {
    var assessment = answered.recorded().assessment();
    var rules = Build.array();
    assessment.redFlags().forEach(flag -> rules.add(flag.id()));
    var extension =
        Build.object()
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

  /** A card in the making. */
  private static final class Draft {
    private final Place place;
    private final UUID id;
    private final Indicator indicator;
    private final JsonObjectBuilder json = Build.object();
    private final JsonArrayBuilder links = Build.array();
    private boolean linked;

    Draft(Place place, String finding, Indicator indicator, String summary) {
      this.place = place;
      this.indicator = indicator;
      this.id =
          UUID.nameUUIDFromBytes(
              "%s|%s|%s"
                  .formatted(place.patient().value(), finding, Library.VERSION)
                  .getBytes(UTF_8));
      json.add("uuid", id.toString())
          .add("summary", summary)
          .add("indicator", indicator.code())
          .add("source", source());
    }

    private JsonObjectBuilder source() {
      return Build.object()
          .add("label", "Plumbline low-back triage " + Library.VERSION)
          .add("url", place.base() + "/capabilities.html")
          .add("icon", place.base() + "/icon.png")
          .add(
              "topic",
              Build.object()
                  .add("system", "http://snomed.info/sct")
                  .add("code", "279039007")
                  .add("display", "Low back pain"));
    }

    UUID id() {
      return id;
    }

    Draft detail(Detail detail) {
      json.add("detail", detail.markdown());
      return this;
    }

    Draft extension(JsonObjectBuilder extension) {
      json.add("extension", extension);
      return this;
    }

    Draft link(String label) {
      links.add(
          Build.object()
              .add("label", label)
              .add(
                  "url",
                  place.base() + "/app/patients/" + place.patient().value().replaceFirst(".*/", ""))
              .add("type", "absolute"));
      linked = true;
      return this;
    }

    /** The address is always the same; what the card is about goes in the opaque context. */
    Draft smart(Answered answered) {
      if (place.smart() && answered.recorded().id().isPresent()) {
        links.add(
            Build.object()
                .add("label", "Open the reasons in Plumbline")
                .add("url", place.base() + "/launch")
                .add("type", "smart")
                .add("appContext", answered.recorded().id().get().toString()));
        linked = true;
      }
      return this;
    }

    Draft suggestions(Suggestions suggestions) {
      if (!suggestions.ids().isEmpty()) {
        json.add("suggestions", suggestions.json()).add("selectionBehavior", "any");
      }
      return reasons();
    }

    Draft reasons() {
      var reasons = Build.array();
      for (var it : OverrideReason.values()) {
        reasons.add(
            Build.object()
                .add("system", REASONS)
                .add("code", it.code())
                .add("display", it.display()));
      }
      json.add("overrideReasons", reasons);
      return this;
    }

    Card card(List<String> rules, List<UUID> suggestions) {
      if (linked) {
        json.add("links", links);
      }
      return new Card(id, indicator, rules, suggestions, json.build());
    }
  }
}
