package org.plumbline.web.screen.patient;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Range;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Certainty;
import org.plumbline.kb.outlook.Combination;
import org.plumbline.kb.outlook.Outlook;
import org.plumbline.link.IntakeLink;

/**
 * When a patient is interrupted: exactly when the answers so far make an emergency certain,
 * whatever is still answered. Where answers to come decide, those are asked next.
 */
final class Interruption {
  /** From here on a patient is told at the tap. */
  static final Urgency TELLS_AT = Urgency.SAME_DAY;

  /** A token of a part: it also holds while nobody knows. */
  private static final String UNKNOWN = "?";

  private final Submission submission;
  private final Outlook outlook;

  Interruption(Submission submission, KnowledgeBase knowledge) {
    this.submission = submission;
    this.outlook = knowledge.outlook();
  }

  /**
   * What no further answer can take away.
   *
   * @param read what the answers were read as
   */
  Certainty certain(Intake read, Answers answers) {
    return outlook.certain(withPassed(read, answers));
  }

  /** The questions that decide now, and were not passed by when they were asked for that. */
  List<String> deciding(Intake read, Answers answers) {
    return outlook.deciding(withPassed(read, answers)).stream()
        .map(Question::fact)
        .map(Fact::code)
        .filter(it -> answers.to(it).isEmpty())
        .toList();
  }

  /** Who passes a question by that was asked because it decides does not know the answer. */
  static Intake withPassed(Intake read, Answers answers) {
    var statements = new ArrayList<>(read.statements());
    for (var code : answers.passed()) {
      Fact.of(code)
          .filter(it -> read.statement(it).isEmpty())
          .ifPresent(it -> statements.add(unknown(read, it)));
    }
    return Intake.of(statements);
  }

  private static Statement unknown(Intake intake, Fact fact) {
    return new Statement(fact, intake.value(fact), Submission.PASSED_BY);
  }

  /**
   * By which answers of a page something is certain, for the script of the page, which knows no
   * rule: the most urgent first, parted by semicolons; each an urgency and the answers that it
   * needs, such as {@code ambulance tearing-pain=Y age=50~}.
   */
  String ways(IntakeLink link, Intake read, Answers answers, Set<Fact> asked) {
    var here = new LinkedHashSet<>(asked);
    here.removeIf(it -> answers.marked(it.code())); // no answer of this page changes it
    return outlook.combinations(withPassed(read, answers), here, TELLS_AT).stream()
        .map(it -> text(link, it))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(";"));
  }

  /** Empty when a script could not tell: an amount that may be given in several units. */
  private Optional<String> text(IntakeLink link, Combination combination) {
    var text = new StringBuilder(combination.urgency().code());
    for (var part : combination.parts()) {
      var item = submission.form().item(part.fact().code()).orElseThrow();
      if (!item.units().isEmpty()) {
        return Optional.empty();
      }
      text.append(' ').append(item.linkId()).append('=').append(allowed(link, item, part));
    }
    return Optional.of(text.toString());
  }

  private String allowed(IntakeLink link, Question item, Combination.Part part) {
    var allowed = new LinkedHashSet<String>();
    part.values().forEach(it -> item.option(it).map(Option::code).ifPresent(allowed::add));
    var moment = item.type() == Question.Type.DATE_TIME;
    part.ranges().forEach(it -> allowed.add(moment ? moments(link, it) : range(it)));
    if (part.unknown()) {
      item.options().stream()
          .map(Option::code)
          .filter(it -> it.equals("dont-know"))
          .forEach(allowed::add);
      allowed.add(UNKNOWN);
    }
    return String.join(",", allowed);
  }

  private static String range(Range it) {
    return (it.lowIsIn() ? "" : "(")
        + number(it.low())
        + "~"
        + number(it.high())
        + (it.highIsIn() ? "" : ")");
  }

  private static String number(double number) {
    return Double.isInfinite(number)
        ? ""
        : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  /** Hours ago as moments of the clinic's clock: the longer ago, the earlier. */
  private String moments(IntakeLink link, Range hours) {
    return moment(link, hours.high()) + "~" + moment(link, hours.low());
  }

  private String moment(IntakeLink link, double hoursAgo) {
    return Double.isInfinite(hoursAgo)
        ? ""
        : LocalDateTime.ofInstant(submission.now(), submission.zone(link))
            .minusMinutes(Math.round(hoursAgo * 60))
            .truncatedTo(ChronoUnit.MINUTES)
            .toString();
  }
}
