package org.plumbline.kb.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Condition.Answered;
import org.plumbline.kb.form.Condition.Compares;
import org.plumbline.kb.form.Condition.Comparison;
import org.plumbline.kb.form.Condition.Is;

/** What enables a question means one thing, whoever asks: the pages, the rules and the script. */
class ConditionTest {
  private static final Given YES = new Given.Chosen(Presence.PRESENT);
  private static final Given NO = new Given.Chosen(Presence.ABSENT);
  private static final Condition LEG = new Is(Fact.LEG_PAIN, (Given.Chosen) YES, true);
  private static final Condition KNEE = new Is(Fact.KNEE_PAIN, (Given.Chosen) YES, true);

  private static Given amount(String number, String unit) {
    return new Given.Amount(new BigDecimal(number), unit);
  }

  private static boolean holds(Condition condition, Given given) {
    return condition.holds(fact -> Optional.of(given));
  }

  private static boolean holdsUnanswered(Condition condition) {
    return condition.holds(fact -> Optional.empty());
  }

  private static String fulfilled(Comparison comparison) {
    var bound = new Compares(Fact.AGE, comparison, (Given.Amount) amount("16", ""));
    var shown = new StringBuilder();
    for (var age : List.of("15", "16", "17")) {
      shown.append(holds(bound, amount(age, "")) ? age + " " : "");
      assertEquals(
          holds(bound, amount(age, "")),
          holds(bound, Given.of(new Reading(Double.parseDouble(age)))));
    }
    assertFalse(holdsUnanswered(bound));
    return shown.toString().strip();
  }

  @Test
  void aNumberIsComparedByEveryOperator() {
    assertEquals("16", fulfilled(Comparison.EQUAL));
    assertEquals("15 17", fulfilled(Comparison.NOT_EQUAL));
    assertEquals("17", fulfilled(Comparison.GREATER));
    assertEquals("15", fulfilled(Comparison.LESS));
    assertEquals("16 17", fulfilled(Comparison.AT_LEAST));
    assertEquals("15 16", fulfilled(Comparison.AT_MOST));
  }

  @Test
  void anOptionIsTheOneOrAnother() {
    var other = new Is(Fact.LEG_PAIN, (Given.Chosen) YES, false);
    assertTrue(holds(LEG, YES));
    assertFalse(holds(LEG, NO));
    assertFalse(holdsUnanswered(LEG));
    assertFalse(holds(other, YES));
    assertTrue(holds(other, NO));
    assertTrue(holds(other, new Given.Other("a code of another form")));
    assertFalse(holdsUnanswered(other));
  }

  @Test
  void anAnswerIsThereOrNot() {
    assertTrue(holds(new Answered(Fact.LEG_PAIN, true), NO));
    assertFalse(holdsUnanswered(new Answered(Fact.LEG_PAIN, true)));
    assertFalse(holds(new Answered(Fact.LEG_PAIN, false), NO));
    assertTrue(holdsUnanswered(new Answered(Fact.LEG_PAIN, false)));
  }

  @Test
  void anAmountIsComparedWithTheBoundInItsOwnUnit() {
    var weeks = bound("12", "wk");
    assertTrue(holds(weeks, amount("12.0", "wk")));
    assertFalse(holds(weeks, amount("11.9", "wk")));
    assertFalse(holds(weeks, amount("84", "d")));
    assertTrue(holds(bound("84", "d"), amount("84", "d")));
  }

  @Test
  void anAmountThatWasReadIsComparedWithEveryBound() {
    var months = bound("2.75", "mo");
    var read = Unit.of("mo", "wk").orElseThrow().convert(new BigDecimal("2.75"));
    assertTrue(holds(months, Given.of(new Reading(read))));
    assertTrue(holds(bound("84", "d"), Given.of(new Reading(12))));
    assertFalse(holds(bound("84", "d"), Given.of(new Reading(11.99))));
  }

  private static Compares bound(String number, String unit) {
    return new Compares(
        Fact.DURATION_WEEKS, Comparison.AT_LEAST, new Given.Amount(new BigDecimal(number), unit));
  }

  @Test
  void whatNobodyKnowsHidesNothing() {
    assertTrue(holds(bound("12", "wk"), Given.of(Reading.UNKNOWN)));
    assertFalse(holds(LEG, Given.of(Presence.UNKNOWN)));
  }

  private static Intake intake(Map<Fact, Value> answers) {
    return Intake.of(
        answers.entrySet().stream()
            .map(
                it ->
                    new Statement(
                        it.getKey(),
                        it.getValue(),
                        Provenance.of("QuestionnaireResponse", java.time.Instant.EPOCH)))
            .toList());
  }

  private static Question question(Enabling... enabledBy) {
    var any = Form.load().question(Fact.FOOT_DROP).orElseThrow();
    return new Question(
        any.fact(), any.type(), any.words(), any.options(), any.units(), List.of(enabledBy));
  }

  @Test
  void anyIsEnoughOrAllAreNeeded() {
    var both = intake(Map.of(Fact.LEG_PAIN, Presence.PRESENT, Fact.KNEE_PAIN, Presence.PRESENT));
    var one = intake(Map.of(Fact.LEG_PAIN, Presence.PRESENT, Fact.KNEE_PAIN, Presence.ABSENT));
    assertTrue(question(Enabling.any(LEG, KNEE)).enabled(one));
    assertFalse(question(Enabling.all(LEG, KNEE)).enabled(one));
    assertTrue(question(Enabling.all(LEG, KNEE)).enabled(both));
    assertFalse(question(Enabling.any(LEG, KNEE)).enabled(intake(Map.of())));
    assertTrue(question().enabled(intake(Map.of())));
  }

  @Test
  void aQuestionIsAskedWhenEveryGroupAroundItIs() {
    var nested = question(Enabling.any(LEG), Enabling.any(KNEE));
    assertFalse(nested.enabled(intake(Map.of(Fact.LEG_PAIN, Presence.PRESENT))));
    assertFalse(nested.enabled(intake(Map.of(Fact.KNEE_PAIN, Presence.PRESENT))));
    assertTrue(
        nested.enabled(
            intake(Map.of(Fact.LEG_PAIN, Presence.PRESENT, Fact.KNEE_PAIN, Presence.PRESENT))));
    assertTrue(nested.follows());
  }

  @Test
  void whatWaitsForAnAnswerThatMayHideItIsNoFollowUp() {
    var hidden = question(Enabling.any(LEG, new Answered(Fact.LEG_PAIN, false)));
    assertFalse(hidden.follows());
    assertEquals(List.of(Fact.LEG_PAIN), hidden.hiddenByAnAnswerTo().toList());
  }

  @Test
  void anAnswerToAQuestionThatIsNotAskedAnyMoreCountsForNothing() {
    var form = Form.load();
    var sign = form.question("pregnancy-warning-sign").orElseThrow();
    var said = Map.of("pregnancy", "Y", "sex", "male");
    assertFalse(
        form.enabled(
            sign,
            fact ->
                form.question(fact)
                    .flatMap(it -> Optional.ofNullable(said.get(it.linkId())).map(it::given))));
  }
}
