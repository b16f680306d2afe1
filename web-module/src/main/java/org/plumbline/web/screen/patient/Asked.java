package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Step;

/**
 * What one page asks.
 *
 * @param at how many steps the patient met before it
 */
public record Asked(Step step, Stage stage, int at) {
  /** The part of the questions that asks about whom they are. */
  private static final Set<Fact> WHO = Set.of(Fact.AGE, Fact.SEX, Fact.PREGNANCY);

  /** In which way a step is asked. */
  public enum Stage {
    /** A question, or a list to tick. */
    ASKED,
    /** What was not ticked is read out, to be confirmed. */
    CONFIRM,
    /** The signs of a list about which the patient was not sure, each with its answers. */
    ALONE,
    /** None was tapped while something is ticked. */
    CLEAR,
    /** Another page has answered otherwise meanwhile. */
    DOUBTED,
    /** An answer is changed out of turn. */
    CHANGED;

    static Optional<Stage> of(String text) {
      return List.of(values()).stream().filter(it -> it.text().equals(text)).findFirst();
    }

    /** As a form holds it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Asked with(Stage other) {
    return new Asked(step, other, at);
  }

  /** As a form holds it. */
  public String text() {
    return StepText.write(step);
  }

  /** Its questions, in the order of asking. */
  public List<Question> questions() {
    return StepText.questions(step);
  }

  /** The only question, or the first. */
  public Question question() {
    return questions().get(0);
  }

  /** Whether a list is ticked, confirmed or cleared; not one of which each sign is asked. */
  public boolean several() {
    return step instanceof Step.Several && stage != Stage.ALONE;
  }

  /** The list. */
  public Checklist list() {
    return ((Step.Several) step).list();
  }

  /** The signs of the list that are asked. */
  public List<Checklist.Sign> signs() {
    return ((Step.Several) step).signs();
  }

  /** Whether one tap answers it: then nothing is left to continue with. */
  public boolean oneTap() {
    return !several() && stage != Stage.ALONE && isTapped(question());
  }

  static boolean isTapped(Question question) {
    return question.type() == Question.Type.CHOICE || question.rating();
  }

  /** Whether the body chart stands above it: where the pain is comes before what it is like. */
  public boolean withChart() {
    return !several() && question().fact() == Fact.PAIN_LOCATION;
  }

  Set<Fact> facts() {
    return step.facts().stream().collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Which part of the questions it belongs to, from 1 to 3: whom they are for, danger, the rest.
   */
  public int part() {
    if (WHO.containsAll(step.facts())) {
      return 1;
    }
    return step.facts().stream().allMatch(Asked::isDanger) ? 2 : 3;
  }

  private static boolean isDanger(Fact fact) {
    return isPelvic(fact)
        || Checklist.of(fact).filter(it -> it.tick() == Checklist.Tick.NOW).isPresent();
  }

  private static boolean isPelvic(Fact fact) {
    return Fact.GROUPS.getOrDefault("pelvicSymptom", List.of()).contains(fact);
  }

  /**
   * How many more questions there are at least, unless an answer ends them: those that everybody is
   * asked each by itself. 0 when nobody can say.
   */
  int least(Answers answers) {
    return (int)
        StepText.ofPatient().stream()
            .filter(
                it -> WHO.contains(it.fact()) && it.enabledBy().isEmpty() || isPelvic(it.fact()))
            .filter(it -> !step.facts().contains(it.fact()) && answers.isOpen(it))
            .count();
  }
}
