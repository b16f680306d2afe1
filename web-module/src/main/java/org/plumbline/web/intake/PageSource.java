package org.plumbline.web.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Question;

/** Reads what a patient answered on our pages. */
@ApplicationScoped
public class PageSource {
  private IntakeReader reader;

  @SuppressWarnings("NullAway.Init")
  protected PageSource() {} // required by the container

  @Inject
  public PageSource(IntakeReader reader) {
    this.reader = reader;
  }

  /**
   * What was answered by whom.
   *
   * @param response under which the answers are kept
   * @param authored when they were given
   * @param zone of the clock that the patient read
   * @param finished whether the patient had come to the end of the questions
   * @param inAList what was asked together with others, in a list of which was ticked what is so
   */
  public record Sheet(
      PatientReference patient,
      ResponseReference response,
      OffsetDateTime authored,
      ZoneId zone,
      boolean finished,
      Set<Fact> inAList) {
    public Sheet {
      inAList = Set.copyOf(inAList);
    }
  }

  /**
   * Reads the answers.
   *
   * @param answers to the questions that are asked, in the order of the form
   * @param marks what was marked on the body, as Observations
   * @throws IntakeRefused if an answer is out of range
   */
  public ReadIntake read(Sheet sheet, Map<Fact, Given> answers, List<JsonObject> marks) {
    var faults = new Faults();
    var statements = new ArrayList<Statement>();
    answers.forEach(
        (fact, given) ->
            value(sheet, question(fact), given, faults)
                .ifPresent(it -> statements.add(statement(sheet, fact, it))));
    var nodes = marks.stream().map(it -> new Node("contained", it, faults)).toList();
    var told =
        new IntakeReader.Told(
            sheet.patient(), sheet.response(), sheet.authored(), statements, sheet.finished());
    if (!faults.none()) {
      throw IntakeRefused.content(faults.all());
    }
    return reader.read(told, nodes);
  }

  private Question question(Fact fact) {
    return reader.form().question(fact).orElseThrow();
  }

  private static Statement statement(Sheet sheet, Fact fact, Value value) {
    return new Statement(
        fact,
        value,
        new Provenance(
            sheet.response().value(),
            Optional.of(fact.code()),
            sheet.authored().toInstant(),
            sheet.inAList().contains(fact)
                ? Provenance.Manner.IN_A_LIST
                : Provenance.Manner.BY_ITSELF));
  }

  /** An option that the form of now does not have says nothing. */
  private static Optional<Value> value(Sheet sheet, Question question, Given given, Faults faults) {
    if (question.type() == Question.Type.CHOICE) {
      return question.value(given);
    }
    var value =
        question.type() == Question.Type.DATE_TIME
            ? hoursSince(sheet, question, given)
            : question.value(given);
    if (value.isEmpty()) {
      faults.add(question.linkId(), "is %s; expected what the form allows".formatted(given));
    }
    return value;
  }

  private static Optional<Value> hoursSince(Sheet sheet, Question question, Given given) {
    if (!(given instanceof Given.Other moment)) {
      return Optional.empty();
    }
    try {
      var ended = LocalDateTime.parse(moment.text()).atZone(sheet.zone()).withNano(0).toInstant();
      return Optional.of(
          Reading.within(question.fact(), AnswerReader.hoursBetween(ended, sheet.authored())));
    } catch (DateTimeException | IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }
}
