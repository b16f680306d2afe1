package org.plumbline.web.screen.patient;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.kb.Handover;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Wording;
import org.plumbline.link.IntakeLink;
import org.plumbline.web.document.Address;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.json.Build;

/**
 * What is told at the tap of an answer, without a network: exactly what the server would tell of
 * all answers together, since what was answered on the pages before belongs to it.
 */
final class TapAlarms {
  private final Submission submission;
  private final KnowledgeBase knowledge;
  private final Interruption interruption;

  TapAlarms(Submission submission, KnowledgeBase knowledge, Interruption interruption) {
    this.submission = submission;
    this.knowledge = knowledge;
    this.interruption = interruption;
  }

  /** An answer that can be tapped on a page. */
  record Tap(String linkId, String code) {}

  /** Where an emergency leads; empty while none is certain. */
  Optional<Handover> of(IntakeLink link, Answers answers) {
    var read = submission.intake(link, answers);
    return interruption.certain(read, answers).stops()
        ? Optional.of(knowledge.assess(read).handover())
        : Optional.empty();
  }

  /** Where each answer of a page leads that makes something more urgent certain. */
  Map<Tap, Handover> of(IntakeLink link, Answers answers, Asked asked) {
    var found = new HashMap<Tap, Handover>();
    try {
      var before = of(link, answers).map(Handover::urgency);
      for (var tap : taps(asked)) {
        var with = Answers.of(answers.text());
        with.put(tap.linkId(), tap.code());
        of(link, with)
            .filter(it -> before.filter(told -> told.compareTo(it.urgency()) >= 0).isEmpty())
            .ifPresent(it -> found.put(tap, it));
      }
    } catch (IntakeRefused e) {
      return Map.of(); // the page says which answer does not fit; the server tells of the others
    }
    return found;
  }

  private static List<Tap> taps(Asked asked) {
    if (asked.oneTap()) {
      var question = asked.question();
      return question.rating() ? List.of() : codes(question);
    }
    return asked.questions().stream()
        .filter(Question::finding)
        .map(it -> new Tap(it.linkId(), Answers.YES))
        .toList();
  }

  private static List<Tap> codes(Question question) {
    return question.options().stream()
        .map(Option::code)
        .map(it -> new Tap(question.linkId(), it))
        .toList();
  }

  /** An emergency as the script of the page reads it. */
  static JsonObject json(Handover handover, Function<Wording, String> say) {
    var address = Address.of(handover, say);
    var said = Build.array();
    address.cause().reported().forEach(said::add);
    return Build.object()
        .add("urgency", handover.urgency().code())
        .add("calls", address.calls() || handover.urgency() == Urgency.AMBULANCE)
        .add("said", said)
        .add("told", address.told())
        .add("why", address.cause().why().orElse(""))
        .add("where", address.where().orElse(""))
        .add("bring", address.bring().orElse(""))
        .add("say", address.say().orElse(""))
        .add("please", handover.destination().map(it -> say.apply(it.please())).orElse(""))
        .build();
  }
}
