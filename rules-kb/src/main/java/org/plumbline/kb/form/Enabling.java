package org.plumbline.kb.form;

import java.util.List;
import java.util.function.Predicate;

/**
 * What enables a group or a question.
 *
 * @param conditions answers to other questions
 * @param all whether each of them is needed, and not one alone
 */
public record Enabling(List<Condition> conditions, boolean all) {
  public Enabling {
    conditions = List.copyOf(conditions);
  }

  static Enabling any(Condition... conditions) {
    return new Enabling(List.of(conditions), false);
  }

  static Enabling all(Condition... conditions) {
    return new Enabling(List.of(conditions), true);
  }

  /** Whether the answers so far ask for it. */
  public boolean holds(Given.Answers answers) {
    return meets(it -> it.holds(answers));
  }

  /** Whether enough of the conditions pass a test. */
  public boolean meets(Predicate<Condition> test) {
    return all ? conditions.stream().allMatch(test) : conditions.stream().anyMatch(test);
  }

  /** Whether it holds as long as nothing is answered. */
  boolean holdsUnanswered() {
    return meets(Enabling::asksForNoAnswer);
  }

  static boolean asksForNoAnswer(Condition condition) {
    return condition instanceof Condition.Answered it && !it.answered();
  }
}
