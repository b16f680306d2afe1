package org.plumbline.web.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;

/**
 * Reads an intake that a system without FHIR sends: the patient's id and facts by code. They become
 * statements by the same meanings and units as everywhere.
 */
@ApplicationScoped
public class PlainIntake {
  private static final String RESPONSE = "QuestionnaireResponse";
  private static final int SECONDS_OF_AN_HOUR = 3600;

  private IntakeReader reader;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected PlainIntake() {} // required by the container

  @Inject
  public PlainIntake(IntakeReader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * Reads a body.
   *
   * @throws IntakeRefused if anything in it is wrong; it names every fault
   */
  public ReadIntake read(byte[] body) {
    var faults = new Faults();
    var node = new Node("", JsonBody.parse(body), faults);
    var patient = node.requiredText("patient").flatMap(it -> patient(node, it));
    var answered = answeredAt(node);
    var statements = new ArrayList<Statement>();
    var facts = node.requiredObject("facts");
    facts.ifPresent(
        it -> it.names().forEach(code -> statement(it, code, answered).ifPresent(statements::add)));
    node.names().stream()
        .filter(it -> !List.of("patient", "answeredAt", "facts").contains(it))
        .forEach(
            it ->
                node.fault(
                    Faults.shown(it), "is not known; expected patient, answeredAt or facts"));
    if (!faults.none()) {
      throw IntakeRefused.content(faults.all());
    }
    return reader.read(
        new IntakeReader.Told(
            new PatientReference(patient.orElseThrow()),
            new ResponseReference(RESPONSE),
            answered,
            statements,
            true),
        List.of());
  }

  private static Optional<String> patient(Node node, String id) {
    var reference = Reference.to("Patient", id);
    if (reference.isEmpty()) {
      node.fault("patient", "is not an id; expected 1 to 64 letters, digits, hyphens and dots");
    }
    return reference;
  }

  private OffsetDateTime answeredAt(Node node) {
    var now = clock.instant().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
    var text = node.text("answeredAt");
    var exact = text.flatMap(Moment::exact);
    if (text.isPresent() && exact.isEmpty()) {
      node.fault("answeredAt", "is no date with time and zone");
    }
    return exact.orElse(now);
  }

  private Optional<Statement> statement(Node facts, String code, OffsetDateTime answered) {
    var question = reader.form().question(code);
    if (question.isEmpty()) {
      facts.fault(Faults.shown(code), "is no code of a fact; see /api/questionnaire");
      return Optional.empty();
    }
    var value =
        question.get().type() == Question.Type.CHOICE
            ? facts.requiredText(code).flatMap(it -> option(facts, code, it, question.get()))
            : facts.number(code).flatMap(it -> amount(facts, it, question.get(), answered));
    return value.map(
        it ->
            new Statement(
                question.get().fact(),
                it,
                Provenance.of(RESPONSE, answered.toInstant()).answering(code)));
  }

  private static Optional<Value> option(Node facts, String code, String said, Question question) {
    var option =
        question.options().stream().filter(it -> it.value().stored().equals(said)).findFirst();
    if (option.isEmpty()) {
      var expected =
          question.options().stream()
              .map(it -> it.value().stored())
              .collect(Collectors.joining(", "));
      facts.fault(code, "is %s; expected one of %s".formatted(Faults.shown(said), expected));
    }
    return option.map(Option::value);
  }

  private static Optional<Value> amount(
      Node facts, BigDecimal said, Question question, OffsetDateTime answered) {
    var code = question.linkId();
    try {
      var unused = Reading.within(question.fact(), said.doubleValue());
    } catch (IllegalArgumentException e) {
      facts.fault(code, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    if (question.type() == Question.Type.INTEGER && said.stripTrailingZeros().scale() > 0) {
      facts.fault(code, "is %s; expected a whole number".formatted(said.toPlainString()));
      return Optional.empty();
    }
    return question.type() == Question.Type.DATE_TIME
        ? ended(facts, code, said, answered)
        : question.value(
            new Given.Amount(said, question.units().isEmpty() ? "" : question.fact().unit()));
  }

  /** A moment is read to the minute, and has a year of four digits, as everywhere else. */
  private static Optional<Value> ended(
      Node facts, String code, BigDecimal hours, OffsetDateTime answered) {
    var ago = Duration.ofSeconds(Math.round(hours.doubleValue() * SECONDS_OF_AN_HOUR));
    var ended = answered.minus(ago).toString();
    if (Moment.exact(ended).isEmpty()) {
      facts.fault(code, "is %s; expected a date, or a date with time and zone".formatted(ended));
      return Optional.empty();
    }
    return Optional.of(new Reading(AnswerReader.hours(ago)));
  }
}
