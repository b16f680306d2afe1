package org.plumbline.web.patient;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Wording;

/**
 * What a patient takes home: where to go, what to do, and the signs with which not to wait.
 *
 * @param urgency where the patient goes
 * @param address where exactly, and what is said there
 * @param signs the signs with which to go to an emergency room at once, one each
 * @param ambulance the signs with which to call an ambulance
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
    String ambulance,
    List<String> signs,
    String signsLead,
    List<String> recovery,
    List<String> technique,
    List<String> next,
    Optional<String> check,
    boolean checks,
    Optional<String> pain,
    String day,
    String version) {
  public Handout {
    signs = List.copyOf(signs);
    recovery = List.copyOf(recovery);
    technique = List.copyOf(technique);
    next = List.copyOf(next);
  }

  /** A hand-out; {@code say} puts a wording into the language and names the number to call. */
  static Handout of(
      Assessment assessment,
      Function<Wording, String> say,
      Optional<String> pain,
      Instant answeredAt,
      ZoneId zone,
      Locale locale) {
    var plan = assessment.plan();
    var urgency = assessment.urgency();
    var emergency = say.apply(Instruction.goToEmergency());
    var colon = emergency.indexOf(':');
    var list = emergency.substring(colon + 1);
    var stop = list.indexOf('.');
    var date = DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(locale);
    var moment =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
            .withLocale(locale);
    return new Handout(
        urgency,
        Address.of(assessment.handover(), say),
        say.apply(Instruction.callAnAmbulance()),
        Arrays.stream(list.substring(0, stop < 0 ? list.length() : stop).split(";"))
            .map(String::strip)
            .toList(),
        emergency.substring(0, colon),
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
