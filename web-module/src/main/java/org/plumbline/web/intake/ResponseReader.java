package org.plumbline.web.intake;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;

/**
 * Reads the answers of one QuestionnaireResponse into statements; every answer that does not fit
 * its question is a fault.
 */
final class ResponseReader {
  private final Form form;
  private final String resource;
  private final OffsetDateTime authored;
  private final List<Statement> statements = new ArrayList<>();
  private final Set<String> answered = new HashSet<>();
  private final boolean otherVersion;
  private final AnswerReader reader;
  private int unread;

  /**
   * @param otherVersion whether another version of the form was answered: what the form of now does
   *     not have is then counted as not read. A linkId never changes its meaning.
   */
  ResponseReader(Form form, String resource, OffsetDateTime authored, boolean otherVersion) {
    this.otherVersion = otherVersion;
    this.form = form;
    this.resource = resource;
    this.authored = authored;
    this.reader = new AnswerReader(authored, otherVersion);
  }

  /** How many answers to another version of the form said nothing that the form of now has. */
  int unread() {
    return unread + reader.unread();
  }

  List<Statement> read(Node response) {
    items(response);
    return statements;
  }

  private void items(Node parent) {
    parent.objects("item").forEach(this::item);
  }

  private void item(Node item) {
    refuseModifiers(item);
    items(item);
    var linkId = item.requiredText("linkId");
    if (linkId.isEmpty()) {
      return;
    }
    var question = form.question(linkId.get());
    if (question.isPresent()) {
      answers(item, question.get());
    } else if (!form.isGroup(linkId.get()) && otherVersion) {
      unread += item.has("answer") ? 1 : 0;
    } else if (!form.isGroup(linkId.get())) {
      item.fault(
          "linkId",
          "is %s, which the Questionnaire does not have".formatted(Faults.shown(linkId.get())));
    } else if (item.has("answer")) {
      item.fault("answer", "is given to the group %s".formatted(linkId.get()));
    }
  }

  static void refuseModifiers(Node node) {
    if (node.has("modifierExtension")) {
      node.fault("modifierExtension", "can change the meaning and is not understood");
    }
  }

  private void answers(Node item, Question question) {
    var code = question.fact().code();
    var answers = item.objects("answer");
    if (answers.size() > 1 || (!answers.isEmpty() && !answered.add(code))) {
      item.fault("answer", "answers %s twice; expected one answer".formatted(code));
      return;
    }
    for (var answer : answers) {
      items(answer);
      refuseModifiers(answer);
      reader.value(answer, question).ifPresent(value -> statements.add(statement(question.fact(), value)));
    }
  }

  private Statement statement(Fact fact, Value value) {
    return new Statement(
        fact, value, new Provenance(resource, Optional.of(fact.code()), authored.toInstant()));
  }
}
