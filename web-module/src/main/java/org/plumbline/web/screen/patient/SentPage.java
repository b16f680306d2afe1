package org.plumbline.web.screen.patient;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.Asked.Stage;

/**
 * What was sent with one page.
 *
 * @param faults by linkId the key of what is wrong with an answer; of the page under no name
 */
record SentPage(Sent sent, Asked asked, Kept kept, Map<String, String> faults) {
  /** Empty when it names no page of ours. */
  static Optional<SentPage> of(Sent sent, Answers answers) {
    var trail = answers.trail();
    var shown = sent.raw("turn").filter(it -> it.matches("\\d{1,6}")).map(Integer::valueOf);
    return sent.raw("asked")
        .flatMap(StepText::read)
        .map(it -> new Asked(it, stage(sent), trail.indexOf(it)))
        .map(
            it ->
                new SentPage(
                    sent,
                    it,
                    new Kept(answers, shown.orElse(trail.turn())),
                    new LinkedHashMap<>()));
  }

  private static Stage stage(Sent sent) {
    return sent.raw("stage").flatMap(Stage::of).orElse(Stage.ASKED);
  }

  /** Which button was tapped. */
  String go() {
    return sent.raw("go").orElse("next");
  }

  /** Whether only the language is changed. */
  boolean speaks() {
    return sent.raw("go").isEmpty() && sent.has("language");
  }

  /** By linkId the signs of the list that were ticked, and not cleared. */
  Set<String> ticked() {
    var ticked = new LinkedHashSet<String>();
    if (go().equals("clear")) {
      return ticked;
    }
    for (var fact : asked.step().facts()) {
      if (sent.all("tick").contains(fact.code())) {
        ticked.add(fact.code());
      }
    }
    return ticked;
  }
}
