package org.plumbline.web.document;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Wording;

/**
 * What a patient takes home: where to go, what to do, and the signs with which not to wait.
 *
 * @param urgency where the patient goes
 * @param address where exactly, and what is said there
 * @param net the signs with which not to wait, the most urgent list first; none when it is urgent
 * @param recovery what eases it
 * @param technique what to change in the lift
 * @param next what the next session looks like
 * @param check when the patient is asked again; empty when nothing is planned
 * @param checks whether the pain is rated for three days
 * @param pain how bad it is now
 * @param day the day of the answers
 */
public record Handout(
    Urgency urgency,
    Address address,
    List<Signs> net,
    List<String> recovery,
    List<String> technique,
    List<String> next,
    Optional<String> check,
    boolean checks,
    Optional<String> pain,
    String day,
    String version) {
  public Handout {
    net = List.copyOf(net);
    recovery = List.copyOf(recovery);
    technique = List.copyOf(technique);
    next = List.copyOf(next);
  }

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
      Optional<String> pain,
      Instant answeredAt,
      ZoneId zone,
      Locale locale) {
    var plan = assessment.plan();
    var urgency = assessment.urgency();
    var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
    var moment =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
            .withLocale(locale);
    return new Handout(
        urgency,
        Address.of(assessment.handover(), say),
        lists(plan.safetyNet(), say),
        given(plan, AdviceItem.Kind.RECOVERY, say),
        given(plan, AdviceItem.Kind.TECHNIQUE, say),
        given(plan, AdviceItem.Kind.NEXT_SESSION, say),
        plan.reviews().stream()
            .filter(it -> !it.escalates())
            .findFirst()
            .map(
                it ->
                    answeredAt
                        .plusSeconds(Math.round(it.hours() * 3600))
                        .atZone(zone)
                        .format(moment)),
        urgency == Urgency.SELF_CARE || urgency == Urgency.ROUTINE,
        pain,
        answeredAt.atZone(zone).format(date),
        assessment.knowledgeVersion());
  }

  private static List<String> given(
      Plan plan, AdviceItem.Kind kind, Function<Wording, String> say) {
    return plan.given().stream()
        .filter(it -> it.item().kind() == kind)
        .map(it -> say.apply(it.wording()))
        .toList();
  }
}
