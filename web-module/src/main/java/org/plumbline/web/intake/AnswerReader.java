package org.plumbline.web.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.OfferedUnit;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.form.Unit;
import org.plumbline.web.intake.ResponseHead.Authored;

/** Reads what one answer of a QuestionnaireResponse means. */
final class AnswerReader {
  private static final Set<String> ABSENT_REASONS =
      Set.of("unknown", "asked-unknown", "asked-declined", "not-asked", "temp-unknown");
  private static final String ABSENT_REASON =
      "http://terminology.hl7.org/CodeSystem/data-absent-reason";
  static final String UCUM = "http://unitsofmeasure.org";

  /** The code system of yes and no had another address before FHIR R4. */
  private static final Map<String, String> OLD_SYSTEMS =
      Map.of("http://hl7.org/fhir/v2/0136", "http://terminology.hl7.org/CodeSystem/v2-0136");

  private static final int MINUTES_OF_AN_HOUR = 60;

  private final Authored authored;
  private final boolean otherVersion;
  private int unread;

  /**
   * @param authored when the answers were given
   * @param otherVersion whether another version of the form was answered: an option that the form
   *     of now does not have is then counted as not read
   */
  AnswerReader(Authored authored, boolean otherVersion) {
    this.authored = authored;
    this.otherVersion = otherVersion;
  }

  /** How many answers chose an option that the form of now does not have. */
  int unread() {
    return unread;
  }

  Optional<Value> value(Node answer, Question question) {
    var values = values(answer);
    var expected = expected(question);
    if (values.size() != 1 || !expected.contains(values.get(0))) {
      answer.fault(
          "is %s; expected %s for %s"
              .formatted(
                  values.isEmpty()
                      ? "empty"
                      : String.join(", ", values.stream().map(Faults::shown).toList()),
                  String.join(" or ", expected),
                  question.fact().code()));
      return Optional.empty();
    }
    var name = values.get(0);
    return switch (name) {
      case "valueCoding" -> answer.object(name).flatMap(coding -> option(coding, question));
      case "valueQuantity" -> answer.object(name).flatMap(quantity -> amount(quantity, question));
      case "valueDateTime", "valueDate" ->
          answer.text(name).flatMap(text -> hoursSince(answer, name, text, question.fact()));
      case "valueInteger" ->
          answer.number(name).flatMap(number -> whole(answer, name, number, question.fact()));
      default ->
          answer
              .number(name)
              .flatMap(number -> reading(answer, name, number.doubleValue(), question.fact()));
    };
  }

  static List<String> values(Node answer) {
    return answer.names().stream().filter(name -> name.startsWith("value")).toList();
  }

  private static List<String> expected(Question question) {
    return switch (question.type()) {
      case CHOICE -> List.of("valueCoding");
      case INTEGER -> List.of("valueInteger");
      case DECIMAL -> List.of("valueDecimal", "valueInteger");
      case QUANTITY -> List.of("valueQuantity");
      case DATE_TIME -> List.of("valueDateTime", "valueDate");
    };
  }

  private Optional<Value> option(Node coding, Question question) {
    var system = coding.text("system").orElse("");
    var code = coding.requiredText("code").orElse("");
    coding.checkText("display");
    if (system.equals(ABSENT_REASON) && ABSENT_REASONS.contains(code)) {
      return Optional.of(Value.parse(question.fact(), "unknown"));
    }
    var value = meaning(question, system, code);
    if (value.isEmpty() && !code.isEmpty() && otherVersion) {
      unread++;
    } else if (value.isEmpty() && !code.isEmpty()) {
      coding.fault(
          "is %s|%s; expected one of %s for %s"
              .formatted(
                  Faults.shown(system),
                  Faults.shown(code),
                  expectedOptions(question),
                  question.fact().code()));
    }
    return value;
  }

  /** What a code of a system means; empty when it is no option. Bulk asks it without a stream. */
  static Optional<Value> meaning(Question question, String system, String code) {
    var options = question.options();
    for (var i = 0; i < options.size(); i++) {
      var option = options.get(i);
      if (option.code().equals(code) && option.system().equals(system)) {
        return Optional.of(option.value());
      }
    }
    return OLD_SYSTEMS.containsKey(system)
        ? meaning(question, OLD_SYSTEMS.getOrDefault(system, system), code)
        : Optional.empty();
  }

  private static String expectedOptions(Question question) {
    return question.options().stream()
        .map(it -> it.system() + "|" + it.code())
        .collect(Collectors.joining(", "));
  }

  private Optional<Value> amount(Node quantity, Question question) {
    if (quantity.has("comparator")) {
      quantity.fault("comparator", "leaves open how much it is");
      return Optional.empty();
    }
    if (!quantity.has("value")) {
      quantity.fault("value", "is missing");
    }
    var code = quantity.text("code").orElse("");
    var unit =
        quantity
            .text("system")
            .filter(UCUM::equals)
            .flatMap(system -> Unit.of(code, question.fact().unit()))
            .filter(it -> question.unit(code).isPresent());
    if (unit.isEmpty()) {
      quantity.fault(
          "code",
          "is the unit %s; expected one of %s of %s for %s"
              .formatted(
                  code.isEmpty() ? "none" : Faults.shown(code),
                  String.join(", ", question.units().stream().map(OfferedUnit::code).toList()),
                  UCUM,
                  question.fact().code()));
      return Optional.empty();
    }
    return quantity
        .number("value")
        .flatMap(value -> reading(quantity, "value", unit.get().convert(value), question.fact()));
  }

  private static Optional<Value> whole(Node answer, String name, BigDecimal number, Fact fact) {
    if (number.stripTrailingZeros().scale() > 0) {
      answer.fault(
          name,
          "%s is %s; expected a whole number"
              .formatted(fact.code(), Faults.shown(number.toPlainString())));
      return Optional.empty();
    }
    return reading(answer, name, number.doubleValue(), fact);
  }

  private static Optional<Value> reading(Node node, String name, double number, Fact fact) {
    try {
      return Optional.of(Reading.within(fact, number));
    } catch (IllegalArgumentException e) {
      node.fault(name, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /**
   * The only question whose answer differs in type from its fact: a time becomes the hours from
   * then to when it was answered.
   */
  private Optional<Value> hoursSince(Node answer, String name, String text, Fact fact) {
    if (!authored.exact()) {
      answer.fault(name, "is counted from when it was answered, which is not known");
      return Optional.empty();
    }
    var ended = Moment.earliest(text, authored.at().getOffset());
    if (ended.isEmpty()) {
      answer.fault(
          name,
          "is %s; expected a date, or a date with time and zone".formatted(Faults.shown(text)));
      return Optional.empty();
    }
    return reading(answer, name, hoursBetween(ended.get(), authored.at()), fact);
  }

  static double hoursBetween(Instant ended, OffsetDateTime authored) {
    return hours(Duration.between(ended, authored.toInstant()));
  }

  /** Whole minutes, in hours. */
  static double hours(Duration time) {
    return (double) time.toMinutes() / MINUTES_OF_AN_HOUR;
  }
}
