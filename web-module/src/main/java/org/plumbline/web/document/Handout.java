package org.plumbline.web.document;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Exercise;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Wording;

/**
 * What a patient takes home: what it is and whether to train, where to go, what to do, and the
 * signs with which not to wait.
 *
 * @param urgency where the patient goes
 * @param address where exactly, and what is said there
 * @param first what is read first
 * @param todo what to do and what not
 * @param net the signs with which not to wait, the most urgent list first; none when it is urgent
 * @param again when the questions are answered again
 * @param version of the knowledge
 */
public record Handout(
    Urgency urgency,
    Address address,
    First first,
    Todo todo,
    List<Signs> net,
    Again again,
    String version) {
  /** More than these are not read at once; the rest is folded. */
  private static final int MOST = 3;

  /** The hours of the clinic's day in which somebody is asked to do something. */
  private static final int DAY_BEGINS = 8;

  private static final int DAY_ENDS = 20;

  /** The follow-up that the patient answers. */
  private static final String RE_SCREEN = "re-screen";

  public Handout {
    net = List.copyOf(net);
  }

  /**
   * What is read first.
   *
   * @param why in the patient's own answers
   */
  public record First(String headline, Optional<String> why) {}

  /**
   * What to do and what not.
   *
   * @param does in few words, at most three
   * @param avoids what not to do, in few words, at most three
   * @param drills the exercises of recovery
   * @param more every item in full
   */
  public record Todo(List<String> does, List<String> avoids, List<Drill> drills, More more) {
    public Todo {
      does = List.copyOf(does);
      avoids = List.copyOf(avoids);
      drills = List.copyOf(drills);
    }
  }

  /**
   * An exercise.
   *
   * @param caution with what it does not go, as far as that is not known
   */
  public record Drill(Exercise exercise, Optional<String> caution) {}

  /**
   * Every item in full.
   *
   * @param recovery what eases it
   * @param technique what to change in the lift
   * @param next what the next session looks like
   * @param drills the exercises of these two
   */
  public record More(
      List<String> recovery, List<String> technique, List<String> next, List<Drill> drills) {
    public More {
      recovery = List.copyOf(recovery);
      technique = List.copyOf(technique);
      next = List.copyOf(next);
      drills = List.copyOf(drills);
    }

    /** Whether there is nothing to unfold. */
    public boolean isEmpty() {
      return recovery.isEmpty() && technique.isEmpty() && next.isEmpty();
    }
  }

  /**
   * When the questions are answered again.
   *
   * @param day the day of the answers
   * @param at when the link is opened again; empty when nothing is planned
   */
  public record Again(String day, Optional<String> at) {}

  /**
   * One list of the safety net.
   *
   * @param urgency how fast its signs need care
   * @param after what is said behind it; may be blank
   */
  public record Signs(Urgency urgency, String lead, List<String> lines, String after) {
    public Signs {
      lines = List.copyOf(lines);
    }

    /** The lines that are always seen. */
    public List<String> first() {
      return lines.stream().limit(MOST).toList();
    }

    /** The lines that are folded on a screen. */
    public List<String> rest() {
      return lines.stream().skip(MOST).toList();
    }
  }

  /** The lists of a safety net as they are shown. */
  public static List<Signs> lists(SafetyNet net, Function<Wording, String> say) {
    return net.parts().stream()
        .map(
            part ->
                new Signs(
                    part.urgency(),
                    say.apply(part.lead()),
                    part.lines().stream().map(it -> say.apply(it.wording())).toList(),
                    say.apply(part.after())))
        .toList();
  }

  /** A hand-out; {@code say} puts a wording into the language and names the number to call. */
  public static Handout of(
      Assessment assessment,
      Function<Wording, String> say,
      Instant answeredAt,
      ZoneId zone,
      Locale locale) {
    var headline = assessment.headline();
    var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
    var moment =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
            .withLocale(locale);
    return new Handout(
        assessment.urgency(),
        Address.of(assessment.handover(), say),
        new First(say.apply(headline.wording()), headline.why().map(say)),
        todo(assessment, say),
        lists(assessment.plan().safetyNet(), say),
        new Again(
            answeredAt.atZone(zone).format(date),
            assessment.plan().reviews().stream()
                .filter(it -> it.code().equals(RE_SCREEN))
                .findFirst()
                .map(it -> answeredAt.plusSeconds(Math.round(it.hours() * 3600)).atZone(zone))
                .map(it -> byDay(it).format(moment))),
        assessment.knowledgeVersion());
  }

  /** The next full hour of a day on which nobody has to get up for it. */
  static ZonedDateTime byDay(ZonedDateTime due) {
    var hour = due.truncatedTo(ChronoUnit.HOURS);
    var full = hour.equals(due) ? hour : hour.plusHours(1);
    if (full.getHour() >= DAY_BEGINS && full.getHour() <= DAY_ENDS) {
      return full;
    }
    var morning = full.truncatedTo(ChronoUnit.DAYS).withHour(DAY_BEGINS);
    return full.getHour() < DAY_BEGINS ? morning : morning.plusDays(1);
  }

  private static Todo todo(Assessment assessment, Function<Wording, String> say) {
    var plan = assessment.plan();
    var does =
        plan.given().stream()
            .filter(Plan.Given::unconditional)
            .flatMap(it -> it.item().inShort().stream());
    return new Todo(
        does.limit(MOST).map(say).toList(),
        assessment.avoided().stream().limit(MOST).map(say).toList(),
        drills(plan, say, AdviceItem.Kind.RECOVERY),
        new More(
            given(plan, AdviceItem.Kind.RECOVERY, say),
            given(plan, AdviceItem.Kind.TECHNIQUE, say),
            given(plan, AdviceItem.Kind.NEXT_SESSION, say),
            drills(plan, say, AdviceItem.Kind.TECHNIQUE, AdviceItem.Kind.NEXT_SESSION)));
  }

  private static List<Drill> drills(
      Plan plan, Function<Wording, String> say, AdviceItem.Kind... kinds) {
    return plan.given().stream()
        .filter(it -> Stream.of(kinds).anyMatch(it.item().kind()::equals))
        .flatMap(
            it -> it.exercises().stream().map(drawn -> new Drill(drawn, it.caution().map(say))))
        .toList();
  }

  private static List<String> given(
      Plan plan, AdviceItem.Kind kind, Function<Wording, String> say) {
    return plan.given().stream()
        .filter(it -> it.item().kind() == kind)
        .map(it -> say.apply(it.wording()))
        .toList();
  }
}
