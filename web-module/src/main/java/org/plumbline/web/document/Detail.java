package org.plumbline.web.document;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.VisitBefore;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Handover;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Band;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.differential.Pointer;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.document.Outcome.Beside;
import org.plumbline.web.document.Outcome.Gap;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.intake.Unassessed;

/**
 * The detail of a card, as GitHub-flavoured Markdown. It is made of words of the knowledge base,
 * codes and checked ids alone: nothing that a patient typed gets into it.
 */
final class Detail {
  private static final Map<String, String> NAMES =
      Map.of(
          Hook.PATIENT,
          "the patient's data",
          Hook.CONDITIONS,
          "the problem list",
          Hook.INTAKE,
          "the intake",
          Hook.VITAL_SIGNS,
          "the vital signs",
          Hook.MEDICATIONS,
          "the medicines",
          Hook.PRESCRIPTIONS,
          "the prescriptions",
          Hook.ORDERS,
          "the orders that are sent out");

  /** More pointers than these are for the screen, not for a card. */
  private static final int MOST_POINTERS = 5;

  /** More entries than these hide each other; the most important come first. */
  private static final int MOST_UNASSESSED = 10;

  private final List<String> paragraphs = new ArrayList<>();
  private final Set<Statement> answers = new LinkedHashSet<>();
  private final Set<Citation> cited = new LinkedHashSet<>();

  /** The text, with no character that a renderer could take for the start of HTML. */
  String markdown() {
    return String.join("\n\n", paragraphs).replace("<", "&lt;");
  }

  Detail line(String text) {
    paragraphs.add(text);
    return this;
  }

  /** Where the patient goes; who does what is called for is a matter of the clinic. */
  Detail disposition(Assessment assessment, String see) {
    var urgency = assessment.urgency();
    var handover = assessment.handover();
    line("**%s**: %s.".formatted(urgency.display(), urgency.timeframe()));
    line(handover.suspected().map("**%s**. "::formatted).orElse("") + "See: %s.".formatted(see));
    section("Also", handover.others().stream().map(Suspicion::shown).toList());
    return assessment.provisional()
        ? line("Provisional: red-flag questions are unanswered.")
        : this;
  }

  /**
   * The other intakes of the patient that count, with their ages.
   *
   * @param main when the answers were given that the card is about
   */
  Detail beside(List<Beside> beside, Instant main, Instant now) {
    return section(
        "Other intakes of this patient",
        beside.stream()
            .map(
                it ->
                    "%s, %s ago%s: **%s**%s. %s"
                        .formatted(
                            it.line().answeredAt(),
                            age(Duration.between(it.line().answeredAt(), now)),
                            it.line().finished() ? "" : ", not finished",
                            it.line().urgency().display(),
                            it.titles().isEmpty()
                                ? ", no red flag reported"
                                : ", " + String.join("; ", it.titles()),
                            why(it, main)))
            .toList());
  }

  private static String why(Beside it, Instant main) {
    if (it.stays()) {
      return "No clinician has decided about it";
    }
    return it.line().answeredAt().isBefore(main)
        ? "Later answers do not replace it"
        : "The newest answers";
  }

  /** Answers that are not of today, mild ones too. */
  Detail aged(Duration age) {
    return line("The answers are %s old: repeat the questions.".formatted(age(age)));
  }

  /** How long ago, in words. */
  static String age(Duration age) {
    if (age.toHours() < 1) {
      return age.toMinutes() == 1 ? "1 minute" : Math.max(0, age.toMinutes()) + " minutes";
    }
    return age.toHours() == 1 ? "1 hour" : age.toHours() + " hours";
  }

  /**
   * What is new since the visit before comes first; what is not found any more is told too. What
   * was not answered again, or in answers that are not finished, is not gone.
   */
  Detail since(VisitBefore before, Assessment assessment, ReadIntake read) {
    var now = read.intake();
    var day = before.answeredAt().atZone(ZoneOffset.UTC).toLocalDate();
    var fired = assessment.redFlags().stream().map(RedFlag::id).toList();
    var added =
        assessment.redFlags().stream()
            .filter(it -> !before.rules().contains(it.id()))
            .map(it -> assessment.reason(it).title())
            .toList();
    var missing = before.flags().stream().filter(it -> !fired.contains(it.rule())).toList();
    var gone =
        missing.stream()
            .filter(it -> read.finished() && it.isKnown(now))
            .map(it -> it.reason().title())
            .toList();
    var open =
        missing.stream().map(it -> it.reason().title()).filter(it -> !gone.contains(it)).toList();
    if (!added.isEmpty()) {
      line("**New since %s**: %s.".formatted(day, String.join("; ", added)));
    }
    if (!open.isEmpty()) {
      line(
          "**Reported on %s and not answered again**, so not excluded: %s."
              .formatted(day, String.join("; ", open)));
    }
    return gone.isEmpty()
        ? this
        : line("Not found any more since %s: %s.".formatted(day, String.join("; ", gone)));
  }

  /** What is examined and asked before handover, and what this patient says there. */
  Detail handover(Handover handover) {
    if (handover.urgency() == Urgency.AMBULANCE) {
      line("**Examine next**: " + Handover.CALL_FIRST);
    } else {
      next("Examine next", handover.examine());
      next("Ask next", handover.ask());
    }
    return handover.say().map(it -> line("**Patient says**: " + it.english())).orElse(this);
  }

  private void next(String title, List<Fact> facts) {
    if (!facts.isEmpty()) {
      line(
          "**%s**: %s."
              .formatted(
                  title, facts.stream().map(Glossary::term).collect(Collectors.joining("; "))));
    }
  }

  Detail redFlag(Assessment assessment, RedFlag flag, Intake intake) {
    var reason = assessment.reason(flag);
    var keys = reason.sources().stream().map(Citation::shown).collect(Collectors.joining(", "));
    cited.addAll(reason.sources());
    return line(
        "**%s** (%s)\n- %s\n- Because: %s\n- Rule: `%s`, %s: %s"
            .formatted(
                reason.title(),
                flag.urgency().display(),
                reason.claim(),
                because(reason.facts(), intake),
                reason.rule(),
                reason.evidence(),
                keys));
  }

  private String because(List<Fact> facts, Intake intake) {
    var said = new ArrayList<String>();
    var denied = new ArrayList<String>();
    var unanswered = new ArrayList<String>();
    for (var fact : facts) {
      var value = intake.value(fact);
      if (value.isUnknown()) {
        unanswered.add(Glossary.term(fact));
      } else if (value == Presence.ABSENT) {
        denied.add(Glossary.term(fact));
      } else {
        said.add(Glossary.term(fact) + ": " + Glossary.shown(fact, value));
        intake.statement(fact).ifPresent(answers::add);
      }
    }
    return Stream.of(
            String.join("; ", said), list("no: ", denied), list("not answered: ", unanswered))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining("; "));
  }

  private static String list(String label, List<String> codes) {
    return codes.isEmpty() ? "" : label + String.join(", ", codes);
  }

  /** Each answer that a red flag rests on, once, and who said it. */
  Detail answers() {
    return section(
        "Answers",
        answers.stream()
            .map(
                it ->
                    "%s: %s (%s)"
                        .formatted(
                            Glossary.capital(Glossary.term(it.fact())),
                            Glossary.shown(it.fact(), it.value()),
                            it.from().resource()))
            .toList());
  }

  /** Each source, once. */
  Detail sources() {
    return section("Sources", cited.stream().map(Citation::entry).toList());
  }

  private Detail section(String title, List<String> lines) {
    return lines.isEmpty()
        ? this
        : line("**%s**\n- %s".formatted(title, String.join("\n- ", lines)));
  }

  /** Muscle or structure, in a band, with what speaks for and against it. */
  Detail leaning(Assessment assessment) {
    return assessment
        .leaning()
        .map(this::leaning)
        .orElseGet(
            () -> line("**Muscle or structure**: %s.".formatted(Assessment.CAUSE_NOT_JUDGED)));
  }

  private Detail leaning(Differential differential) {
    if (differential.band() == Band.INDETERMINATE) {
      return line(
          "**Muscle or structure**: indeterminate. The answers lean to no origin firmly enough.");
    }
    var leader = differential.leader();
    var contender = differential.contender();
    var pointers = differential.pointers(leader);
    var others = differential.pointers(contender);
    Stream.concat(pointers.stream(), others.stream()).forEach(it -> cited.addAll(it.sources()));
    return line(
        "**Muscle or structure**: %s (%s), %s%s. It does not change the disposition.\n- For: %s\n- Against: %s\n- On the other side, %s (%s). For: %s. Against: %s"
            .formatted(
                leader.display(),
                side(leader),
                differential.band().code(),
                differential.radiculopathy() ? ", with radiculopathy" : "",
                pointed(pointers, true),
                pointed(pointers, false),
                contender.display(),
                side(contender),
                pointed(others, true),
                pointed(others, false)));
  }

  private static String side(Origin origin) {
    return origin.group().name().toLowerCase(Locale.ROOT);
  }

  private static String pointed(List<Pointer> pointers, boolean toward) {
    var texts =
        pointers.stream()
            .filter(it -> it.toward() == toward)
            .limit(MOST_POINTERS)
            .map(
                it ->
                    "%s: %s (%s)"
                        .formatted(
                            Glossary.term(it.fact()),
                            Glossary.shown(it.fact(), it.value()),
                            it.sources().stream()
                                .map(Citation::shown)
                                .collect(Collectors.joining(", "))))
            .toList();
    return texts.isEmpty() ? "nothing" : String.join("; ", texts);
  }

  Detail unanswered(Assessment assessment) {
    return section(
        "Not answered yet",
        assessment.unanswered().stream().map(it -> Glossary.capital(Glossary.term(it))).toList());
  }

  Detail contradictions(Intake intake) {
    return section(
        "Contradictions; the first was read",
        intake.contradictions().stream().map(Glossary::shown).toList());
  }

  Detail gaps(List<Gap> gaps) {
    return section(
        "Not assessed",
        gaps.stream()
            .map(it -> "%s: %s".formatted(NAMES.getOrDefault(it.key(), it.key()), it.state().why()))
            .toList());
  }

  /** Entries of the record that no rule reads and that may matter all the same. */
  Detail unassessed(List<Unassessed> unassessed) {
    var more = unassessed.size() - MOST_UNASSESSED;
    return section(
        "In the record, not assessed",
        Stream.concat(
                unassessed.stream().limit(MOST_UNASSESSED).map(Unassessed::shown),
                more > 0 ? Stream.of("and %d more".formatted(more)) : Stream.of())
            .toList());
  }

  Detail unread(int unread) {
    return unread == 0
        ? this
        : line(
            "%d entries of the record or the form hold no code that is read here."
                .formatted(unread));
  }

  Detail origin(Answered answered) {
    var recorded =
        answered
            .recorded()
            .id()
            .map(AssessmentId::toString)
            .map("Assessment "::concat)
            .orElse("Not recorded: the database is away");
    return line(
        "Answered %s. Knowledge %s. %s. What is not reported is not excluded."
            .formatted(
                answered.read().answeredAt(),
                answered.recorded().assessment().knowledgeVersion(),
                recorded));
  }
}
