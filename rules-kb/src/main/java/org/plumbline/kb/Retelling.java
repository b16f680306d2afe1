package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.plumbline.kb.advice.AdviceItem.Addition;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Band;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Reading;

/**
 * Tells an assessment again from its transcript, in the words of the version that concluded it. No
 * rule is asked. What a transcript does not hold is of today: the signs with which not to wait, and
 * what the facts are called.
 */
public final class Retelling {
  private final VersionWords words;
  private final Intake intake;
  private final List<Disposition> dispositions = new ArrayList<>();
  private final List<RedFlag> redFlags = new ArrayList<>();
  private final List<Reason> reasons = new ArrayList<>();
  private final List<Fact> unanswered = new ArrayList<>();
  private final List<Plan.Given> given = new ArrayList<>();
  private final List<Plan.Withheld> withheld = new ArrayList<>();
  private final List<List<String>> reviews = new ArrayList<>();
  private Differential differential;

  private Retelling(VersionWords words, Intake intake) {
    this.words = words;
    this.intake = intake;
    this.differential = Differential.recorded(intake, List.of(), Band.INDETERMINATE, false);
  }

  /**
   * The assessment of a transcript.
   *
   * @param version the version of the knowledge that concluded it
   * @throws IllegalArgumentException if the lines are no transcript
   */
  public static Assessment of(
      String version, List<String> transcript, VersionWords words, Intake intake) {
    var retelling = new Retelling(words, intake);
    transcript.forEach(retelling::read);
    return retelling.assessment(version);
  }

  private Assessment assessment(String version) {
    if (dispositions.isEmpty()) {
      throw new IllegalArgumentException("a transcript without a disposition");
    }
    reasons.sort(Comparator.comparing(Reason::rule));
    return new Assessment(
        version,
        new Assessment.Concluded(dispositions, redFlags, reasons, unanswered, differential),
        intake,
        words.directory(),
        it -> new Assessment.Advised(plan(it.urgency()), List.of()));
  }

  private void read(String line) {
    var parts = List.of(line.split(" ", -1));
    switch (parts.get(0)) {
      case "disposition" -> {
        dispositions.add(new Disposition(parts.get(1), urgency(parts.get(2))));
        reason(parts.get(1), after(parts, 3));
      }
      case "red-flag" -> {
        redFlags.add(new RedFlag(parts.get(1), urgency(parts.get(2))));
        reason(parts.get(1), after(parts, 3));
      }
      case "finding" -> reason(parts.get(1), after(parts, 2));
      case "unanswered" -> unanswered.addAll(facts(parts.get(1)));
      case "leaning" -> differential = leaning(parts);
      case "given" -> given(parts);
      case "withheld" -> withheld(parts);
      case "review" -> reviews.add(parts);
      default -> {
        // A line of a version that says more than this one can show.
      }
    }
  }

  private static String after(List<String> parts, int position) {
    return position < parts.size() ? parts.get(position) : "";
  }

  private static Urgency urgency(String code) {
    return Urgency.of(code)
        .orElseThrow(() -> new IllegalArgumentException(code + " is no urgency"));
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(",")).filter(it -> !it.isEmpty()).toList();
  }

  private static List<Fact> facts(String codes) {
    return names(codes).stream().flatMap(it -> Fact.of(it).stream()).toList();
  }

  private void reason(String rule, String facts) {
    reasons.add(words.reason(rule, facts(facts)));
  }

  private Differential leaning(List<String> parts) {
    var ranking =
        names(parts.get(parts.size() - 1)).stream()
            .flatMap(code -> Stream.of(Origin.values()).filter(it -> it.code().equals(code)))
            .toList();
    var band =
        Stream.of(Band.values())
            .filter(it -> it.code().equals(parts.get(1)))
            .findFirst()
            .orElse(Band.INDETERMINATE);
    return Differential.recorded(intake, ranking, band, parts.size() > 3);
  }

  private void given(List<String> parts) {
    var item = Optional.ofNullable(words.advice().get(parts.get(1)));
    if (item.isEmpty()) {
      return;
    }
    List<Fact> unless = List.of();
    var added = new ArrayList<Addition>();
    Optional<Reading> weight = Optional.empty();
    for (var i = 2; i + 1 < parts.size(); i += 2) {
      var of = parts.get(i + 1);
      switch (parts.get(i)) {
        case "unless" -> unless = facts(of);
        case "added" ->
            item.get().additions().stream()
                .filter(it -> it.unlessAbsent().equals(facts(of)))
                .forEach(added::add);
        case "kg" -> weight = Optional.of(new Reading(Double.parseDouble(of)));
        default -> throw new IllegalArgumentException(parts.get(i) + " is not said of advice");
      }
    }
    given.add(new Plan.Given(item.get(), unless, added, weight));
  }

  private void withheld(List<String> parts) {
    var item = Optional.ofNullable(words.advice().get(parts.get(1)));
    item.ifPresent(
        it ->
            withheld.add(
                new Plan.Withheld(
                    it, facts(after(parts, 3)), facts(after(parts, 5)), names(after(parts, 7)))));
  }

  private Plan plan(Urgency urgency) {
    return new Plan(
        urgency,
        given,
        withheld,
        IntStream.range(0, reviews.size()).mapToObj(it -> review(urgency, it)).toList(),
        SafetyNet.of(intake, urgency));
  }

  /** One code may stand several times, so that its place is looked at first. */
  private Plan.Review review(Urgency urgency, int place) {
    var code = reviews.get(place).get(1);
    var hours = Double.parseDouble(reviews.get(place).get(2));
    var today = Instruction.of(urgency).followUps();
    return Stream.concat(today.stream().skip(place).limit(1), today.stream())
        .filter(it -> it.code().equals(code))
        .findFirst()
        .map(it -> new Plan.Review(code, hours, it.clock(), it.escalates(), it.what()))
        .orElseGet(
            () ->
                new Plan.Review(
                    code, hours, Instruction.Clock.ELAPSED, false, Instruction.title(code)));
  }
}
