package org.plumbline.kb.form;

import java.util.List;
import org.plumbline.kb.wording.Wording;

/**
 * A heading with its questions.
 *
 * @param translated whether it has words in every language; an examination is for clinicians, who
 *     read English
 */
public record Group(String linkId, Wording text, boolean translated, List<Question> questions) {
  public Group {
    questions = List.copyOf(questions);
  }

  /** The group with the questions that a patient answers. */
  Group forPatient() {
    return new Group(
        linkId, text, translated, questions.stream().filter(Question::forPatient).toList());
  }
}
