package org.plumbline.kb.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.wording.Load;

/**
 * Turns the items that rules called for into a plan. A contraindication that is there holds an item
 * back; one that is unknown is named in it. Source: advice.yaml.
 */
public final class PlanWriter {
  private final Intake intake;
  private final Set<String> concluded;
  private final List<Plan.Given> given = new ArrayList<>();
  private final List<Plan.Withheld> withheld = new ArrayList<>();

  private PlanWriter(Intake intake, Set<String> concluded) {
    this.intake = intake;
    this.concluded = concluded;
  }

  /**
   * The plan.
   *
   * @param concluded the ids of every conclusion, the items that were called for included
   */
  public static Plan write(Intake intake, Urgency urgency, Set<String> concluded) {
    var writer = new PlanWriter(intake, concluded);
    for (var item : AdviceTable.ITEMS) {
      if (concluded.contains(item.id())) {
        writer.weigh(item);
      }
    }
    return new Plan(
        urgency,
        writer.given,
        writer.withheld,
        reviews(intake, urgency),
        SafetyNet.of(intake, urgency));
  }

  private void weigh(AdviceItem item) {
    var present = new ArrayList<>(item.notWith().stream().filter(this::present).toList());
    item.onlyIfAbsent().stream().filter(this::present).forEach(present::add);
    var unknown = item.onlyIfAbsent().stream().filter(this::unknown).toList();
    var against = new ArrayList<>(item.notWithConclusions());
    against.addAll(item.onlyIfNot());
    against.retainAll(concluded);
    if (present.isEmpty() && unknown.isEmpty() && against.isEmpty()) {
      given.add(given(item));
    } else {
      withheld.add(new Plan.Withheld(item, present, unknown, against));
    }
  }

  private Plan.Given given(AdviceItem item) {
    var unlessThere = item.notWith().stream().filter(this::unknown).toList();
    var added =
        item.additions().stream()
            .filter(it -> it.unlessAbsent().stream().anyMatch(this::notAbsent))
            .toList();
    return new Plan.Given(item, unlessThere, added, item.weight().flatMap(this::kilograms));
  }

  private boolean notAbsent(Fact fact) {
    return intake.value(fact) != Presence.ABSENT;
  }

  private Optional<Reading> kilograms(AdviceItem.Weight weight) {
    return intake.value(weight.of()) instanceof Reading own && !own.isUnknown()
        ? Optional.of(Load.of(own).part(weight.times(), weight.step()))
        : Optional.empty();
  }

  private boolean present(Fact fact) {
    return intake.value(fact) == Presence.PRESENT;
  }

  private boolean unknown(Fact fact) {
    var waiver = AdviceTable.WAIVED.get(fact);
    return intake.value(fact).isUnknown() && (waiver == null || !concluded.contains(waiver));
  }

  private static List<Plan.Review> reviews(Intake intake, Urgency urgency) {
    var hours = intake.hoursSinceLift();
    var since = hours == null ? 0 : hours;
    return Instruction.of(urgency).followUps().stream()
        .map(
            it ->
                new Plan.Review(
                    it.code(),
                    Math.max(it.hours(), it.fromSession() - since),
                    it.clock(),
                    it.escalates(),
                    it.what()))
        .toList();
  }
}
