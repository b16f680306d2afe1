package org.plumbline.web.intake;

import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with what was sent.
 *
 * @param where the path of the element, such as {@code QuestionnaireResponse.item[0].answer[1]}
 * @param what the value and the rule that it broke
 */
public record Fault(String where, String what) {
  public Fault {
    requireNonNull(where, "where");
    requireNonNull(what, "what");
  }

  /** The fault in one line. */
  public String shown() {
    return "%s %s".formatted(where, what).strip();
  }
}
