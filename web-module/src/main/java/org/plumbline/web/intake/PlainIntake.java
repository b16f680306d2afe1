package org.plumbline.web.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.form.Question;
import org.plumbline.web.json.Build;

/**
 * Reads an intake that a system without FHIR sends: the patient's id and facts by code. It becomes
 * a response to the form and goes through the same reader as every other.
 */
@ApplicationScoped
public class PlainIntake {
  private static final String UCUM = "http://unitsofmeasure.org";
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
    var items = new ArrayList<JsonObject>();
    var facts = node.requiredObject("facts");
    facts.ifPresent(
        it -> it.names().forEach(code -> item(it, code, answered).ifPresent(items::add)));
    node.names().stream()
        .filter(it -> !List.of("patient", "answeredAt", "facts").contains(it))
        .forEach(
            it ->
                node.fault(
                    Faults.shown(it), "is not known; expected patient, answeredAt or facts"));
    if (!faults.none()) {
      throw IntakeRefused.content(faults.all());
    }
    var response = response(patient.orElseThrow(), answered, items);
    return reader.read(new Node("", response, faults), List.of(), Optional.empty());
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

  private JsonObject response(String patient, OffsetDateTime answered, List<JsonObject> items) {
    var all = Build.array();
    items.forEach(all::add);
    return Build.object()
        .add("resourceType", "QuestionnaireResponse")
        .add("questionnaire", reader.form().canonical() + "|" + reader.form().version())
        .add("status", "completed")
        .add("subject", Build.object().add("reference", patient))
        .add("authored", answered.toString())
        .add("item", all)
        .build();
  }

  private Optional<JsonObject> item(Node facts, String code, OffsetDateTime answered) {
    var question = reader.form().question(code);
    if (question.isEmpty()) {
      facts.fault(Faults.shown(code), "is no code of a fact; see /api/questionnaire");
      return Optional.empty();
    }
    var answer =
        question.get().type() == Question.Type.CHOICE
            ? facts.requiredText(code).flatMap(it -> option(facts, code, it, question.get()))
            : facts.number(code).flatMap(it -> amount(facts, code, it, question.get(), answered));
    return answer.map(
        it -> Build.object().add("linkId", code).add("answer", Build.array().add(it)).build());
  }

  private static Optional<JsonObjectBuilder> option(
      Node facts, String code, String said, Question question) {
    var option =
        question.options().stream().filter(it -> it.value().stored().equals(said)).findFirst();
    if (option.isEmpty()) {
      var expected =
          question.options().stream()
              .map(it -> it.value().stored())
              .collect(Collectors.joining(", "));
      facts.fault(code, "is %s; expected one of %s".formatted(Faults.shown(said), expected));
    }
    return option.map(
        it ->
            Build.object()
                .add(
                    "valueCoding",
                    Build.object().add("system", it.system()).add("code", it.code())));
  }

  private static Optional<JsonObjectBuilder> amount(
      Node facts, String code, BigDecimal said, Question question, OffsetDateTime answered) {
    try {
      var unused = Reading.within(question.fact(), said.doubleValue());
    } catch (IllegalArgumentException e) {
      facts.fault(code, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
    var value = Build.object();
    return switch (question.type()) {
      case INTEGER -> {
        if (said.stripTrailingZeros().scale() > 0) {
          facts.fault(code, "is %s; expected a whole number".formatted(said.toPlainString()));
          yield Optional.empty();
        }
        yield Optional.of(value.add("valueInteger", said.intValue()));
      }
      case QUANTITY ->
          Optional.of(
              value.add(
                  "valueQuantity",
                  Build.object()
                      .add("value", said)
                      .add("system", UCUM)
                      .add("code", question.fact().unit())));
      case DATE_TIME -> {
        var seconds = Math.round(said.doubleValue() * SECONDS_OF_AN_HOUR);
        yield Optional.of(
            value.add("valueDateTime", answered.minus(Duration.ofSeconds(seconds)).toString()));
      }
      case CHOICE, DECIMAL -> Optional.of(value.add("valueDecimal", said));
    };
  }
}
