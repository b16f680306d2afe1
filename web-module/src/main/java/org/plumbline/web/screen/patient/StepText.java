package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Step;

/**
 * A step as a form and the store hold it: the linkId of its question, or its list with the signs
 * that it showed, such as {@code illness-this-week:fever,unwell}.
 */
final class StepText {
  private StepText() {}

  static String write(Step step) {
    var facts = step.facts().stream().map(Fact::code).collect(Collectors.joining(","));
    return step instanceof Step.Several several ? several.list().id() + ":" + facts : facts;
  }

  /** Empty when the knowledge of now has no such question of a patient, or no such list. */
  static Optional<Step> read(String text) {
    var colon = text.indexOf(':');
    return colon < 0
        ? question(text).map(Step.Single::new)
        : Checklist.all().stream()
            .filter(it -> it.id().equals(text.substring(0, colon)))
            .findFirst()
            .flatMap(it -> several(it, List.of(text.substring(colon + 1).split(","))));
  }

  private static Optional<Question> question(String linkId) {
    return Form.load().question(linkId).filter(Question::forPatient);
  }

  private static Optional<Step> several(Checklist list, List<String> shown) {
    var signs = list.signs().stream().filter(it -> shown.contains(it.fact().code())).toList();
    return signs.size() == shown.size()
        ? Optional.of(new Step.Several(list, signs))
        : Optional.empty();
  }

  /** The questions that a step asks. */
  static List<Question> questions(Step step) {
    return step instanceof Step.Single single
        ? List.of(single.question())
        : step.facts().stream().flatMap(StepText::ofFact).toList();
  }

  /** Every question of a patient. */
  static List<Question> ofPatient() {
    return Form.load().questions().stream().filter(Question::forPatient).toList();
  }

  private static Stream<Question> ofFact(Fact fact) {
    return Form.load().question(fact).stream();
  }
}
