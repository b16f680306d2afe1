package org.plumbline.web.intake;

import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.web.intake.Missed.Part;
import org.plumbline.web.intake.ResponseHead.Authored;

/**
 * Reads the answers of one QuestionnaireResponse into statements; every answer that does not fit
 * its question is a fault, and is missed.
 */
final class ResponseReader {
  private final Form form;
  private final String resource;
  private final Authored authored;
  private final List<Statement> statements = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();
  private final Set<Missed> missed = new LinkedHashSet<>();
  private final boolean otherVersion;
  private final AnswerReader reader;
  private int unread;

  /**
   * @param otherVersion whether another version of the form was answered: what the form of now does
   *     not have is then counted as not read. A linkId never changes its meaning.
   */
  ResponseReader(Form form, String resource, Authored authored, boolean otherVersion) {
    this.otherVersion = otherVersion;
    this.form = form;
    this.resource = resource;
    this.authored = authored;
    this.reader = new AnswerReader(authored, otherVersion);
  }

  /** How many answers say nothing that the form of now has. */
  int unread() {
    return unread + reader.unread();
  }

  /** The answers that could not be read: they are not known, and never a no. */
  Set<Missed> missed() {
    return missed;
  }

  List<Statement> read(Node response) {
    items(response);
    // Of two answers, or of one beside what cannot be read, no "no" is believed.
    statements.removeIf(
        it -> it.value() == Presence.ABSENT && missed.contains(Missed.answerTo(it.fact())));
    return statements;
  }

  private void items(Node parent) {
    var before = parent.faults().count();
    var items = parent.objects("item");
    if (parent.faults().count() > before) {
      missed.add(Missed.of(Part.ANSWERS));
    }
    items.forEach(this::item);
  }

  private void item(Node item) {
    var said = statements.size();
    var modified = refuseModifiers(item);
    items(item);
    item.checkText("text");
    var linkId = item.requiredText("linkId");
    var question = linkId.flatMap(form::question);
    if (question.isPresent()) {
      answers(item, question.get());
    } else if (linkId.filter(form::isGroup).isPresent()) {
      group(item, linkId.get());
    } else if (linkId.isEmpty()) {
      missed.add(Missed.of(Part.ANSWERS));
    } else {
      unknown(item, linkId.get());
    }
    if (modified) {
      statements.subList(said, statements.size()).clear();
      missed.add(question.map(it -> Missed.answerTo(it.fact())).orElse(Missed.of(Part.ANSWERS)));
    }
  }

  /** Some form fillers put the items of a group under an answer to it. */
  private void group(Node item, String linkId) {
    if (!item.has("answer")) {
      return;
    }
    var before = item.faults().count();
    var answers = item.objects("answer");
    if (item.faults().count() > before
        || answers.stream().anyMatch(it -> !AnswerReader.values(it).isEmpty())) {
      missed.add(Missed.of(Part.ANSWERS));
    }
    answers.forEach(this::items);
    item.fault("answer", "is given to the group %s".formatted(linkId));
  }

  private void unknown(Node item, String linkId) {
    unread += item.has("answer") ? 1 : 0;
    if (!otherVersion) {
      item.fault(
          "linkId", "is %s, which the Questionnaire does not have".formatted(Faults.shown(linkId)));
    }
  }

  /** Whether there is a modifier; an empty array of them changes nothing. */
  static boolean refuseModifiers(Node node) {
    if (!node.has("modifierExtension")
        || JsonValue.EMPTY_JSON_ARRAY.equals(node.json().get("modifierExtension"))) {
      return false;
    }
    node.fault("modifierExtension", "can change the meaning and is not understood");
    return true;
  }

  private void answers(Node item, Question question) {
    var code = question.fact().code();
    var before = item.faults().count();
    var answers = item.objects("answer");
    if (answers.size() > 1 || (!answers.isEmpty() && !answered.add(code))) {
      item.fault("answer", "answers %s twice; expected one answer".formatted(code));
    }
    var understood = item.faults().count() == before;
    for (var answer : answers) {
      items(answer);
      understood &= answer(answer, question);
    }
    if (!understood) {
      missed.add(Missed.answerTo(question.fact()));
    }
  }

  /** Whether an answer could be read, without a fault and without a rest. */
  private boolean answer(Node answer, Question question) {
    var before = answer.faults().count();
    var modified = refuseModifiers(answer);
    var value = reader.value(answer, question).filter(it -> !modified);
    value.ifPresent(it -> statements.add(statement(question.fact(), it)));
    return value.isPresent() && answer.faults().count() == before;
  }

  private Statement statement(Fact fact, Value value) {
    return new Statement(
        fact, value, Provenance.of(resource, authored.at().toInstant()).answering(fact.code()));
  }
}
