package org.plumbline.web.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Statement;
import org.plumbline.web.cdshooks.TriageHook.Answered;
import org.plumbline.web.cdshooks.TriageHook.Gap;

/**
 * The detail of a card, as GitHub-flavoured Markdown. It is made of words of the knowledge base,
 * codes and checked ids alone: nothing that a patient typed gets into it.
 */
final class Detail {
  private static final Map<String, String> NAMES =
      Map.of(
          TriageHook.PATIENT,
          "the patient's data",
          TriageHook.CONDITIONS,
          "the problem list",
          TriageHook.INTAKE,
          "the intake");

  private final List<String> paragraphs = new ArrayList<>();

  String markdown() {
    return String.join("\n\n", paragraphs);
  }

  Detail line(String text) {
    paragraphs.add(text);
    return this;
  }

  Detail disposition(Assessment assessment) {
    var urgency = assessment.urgency();
    line("**%s**: %s. See: %s.".formatted(urgency.display(), urgency.timeframe(), urgency.see()));
    return assessment.provisional()
        ? line("Provisional: red-flag questions are unanswered.")
        : this;
  }

  Detail redFlag(Assessment assessment, RedFlag flag, Intake intake) {
    var reason = assessment.reason(flag);
    var sources =
        reason.sources().stream()
            .map(it -> "%s (%s)".formatted(it.key(), it.text()))
            .collect(Collectors.joining("; "));
    return line(
        "**%s** (%s)\n- %s\n- Because: %s\n- Rule: `%s`, evidence: %s\n- Source: %s"
            .formatted(
                reason.title(),
                flag.urgency().display(),
                reason.claim(),
                because(reason.facts(), intake),
                reason.rule(),
                reason.evidence(),
                sources));
  }

  /** What spoke for it: what is present or measured, and what nobody answered. */
  private static String because(List<Fact> facts, Intake intake) {
    var said = new ArrayList<String>();
    for (var fact : facts) {
      intake
          .statement(fact)
          .filter(it -> !it.value().isUnknown() && it.value() != Presence.ABSENT)
          .ifPresent(it -> said.add(saying(it)));
    }
    var unanswered =
        facts.stream()
            .filter(fact -> intake.value(fact).isUnknown())
            .map(Fact::code)
            .collect(Collectors.joining(", "));
    if (!unanswered.isEmpty()) {
      said.add("not answered: " + unanswered);
    }
    return said.isEmpty() ? "what was answered no" : String.join("; ", said);
  }

  private static String saying(Statement statement) {
    var fact = statement.fact();
    var value =
        statement.value() == Presence.PRESENT
            ? "yes"
            : statement.value().stored()
                + (fact.unit().startsWith("{") ? "" : " " + fact.unit()).stripTrailing();
    return "%s: %s (%s; %s)"
        .formatted(fact.code(), value, inShort(fact), statement.from().resource());
  }

  /** The first clause of a meaning; the rest is for whoever writes the question. */
  private static String inShort(Fact fact) {
    return fact.meaning().split("; |\\. ")[0];
  }

  Detail unanswered(Assessment assessment) {
    if (!assessment.provisional()) {
      return this;
    }
    return line(
        "**Not answered yet**\n"
            + assessment.unanswered().stream()
                .map(it -> "- %s: %s".formatted(it.code(), inShort(it)))
                .collect(Collectors.joining("\n")));
  }

  Detail contradictions(Intake intake) {
    if (!intake.contradictory()) {
      return this;
    }
    var lines =
        intake.contradictions().stream()
            .map(
                it ->
                    "- "
                        + it.statements().stream()
                            .map(Detail::contradicting)
                            .collect(Collectors.joining(" against ")))
            .collect(Collectors.joining("\n"));
    return line("**Contradictions; the first was read**\n" + lines);
  }

  private static String contradicting(Statement statement) {
    return "%s %s (%s)"
        .formatted(
            statement.fact().code(), statement.value().stored(), statement.from().resource());
  }

  Detail gaps(List<Gap> gaps) {
    if (gaps.isEmpty()) {
      return this;
    }
    return line(
        "**Not assessed**\n"
            + gaps.stream()
                .map(it -> "- %s: %s".formatted(NAMES.getOrDefault(it.key(), it.key()), why(it)))
                .collect(Collectors.joining("\n")));
  }

  private static String why(Gap gap) {
    return switch (gap.state()) {
      case NOT_SENT -> "not sent by the EHR";
      case FAILED -> "the EHR could not read it";
      case PARTIAL -> "only a part was sent";
      case NONE, COMPLETE -> throw new AssertionError(gap);
    };
  }

  Detail unread(int unread) {
    return unread == 0
        ? this
        : line("%d entries of the record hold no code that is read here.".formatted(unread));
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
