import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes what enables a group or a question, and what the options mean that it compares with. */
final class EnableWhen {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          "=", "EQUAL",
          "!=", "NOT_EQUAL",
          ">", "GREATER",
          "<", "LESS",
          ">=", "AT_LEAST",
          "<=", "AT_MOST");

  private final Map<String, String> kinds;

  /**
   * A writer.
   *
   * @param kinds by code the kind of each fact
   */
  EnableWhen(Map<String, String> kinds) {
    this.kinds = kinds;
  }

  /**
   * What enables an item, as Java.
   *
   * @param outer what enables the groups around it
   */
  List<String> of(List<String> outer, Map<String, Object> item) {
    var enabling = new ArrayList<>(outer);
    var conditions = YamlEntry.entries(item, "enableWhen");
    if (!conditions.isEmpty()) {
      // Without it one condition alone would mean the same, but nobody should have to know that.
      var behavior = String.valueOf(item.get("enableBehavior"));
      if (!behavior.equals("any") && !behavior.equals("all")) {
        throw new IllegalArgumentException(
            "the question %s does not say whether any or all of its conditions are needed"
                .formatted(item.get("linkId")));
      }
      enabling.add(
          conditions.stream()
              .map(it -> condition((String) item.get("linkId"), it))
              .collect(Collectors.joining(", ", "Enabling." + behavior + "(", ")")));
    }
    return enabling;
  }

  private String condition(String linkId, Map<String, Object> when) {
    var asked = (String) when.get("question");
    var operator = (String) when.get("operator");
    if (operator.equals("exists") && when.get("answerBoolean") instanceof Boolean answered) {
      return "new Condition.Answered(%s, %s)".formatted(fact(asked), answered);
    }
    if (operator.matches("!?=") && when.get("answerCoding") instanceof Map<?, ?> coding) {
      return "new Condition.Is(%s, new Given.Chosen(%s), %s)"
          .formatted(fact(asked), value(asked, (String) coding.get("code")), operator.equals("="));
    }
    var number = number(when);
    if (COMPARISONS.containsKey(operator) && !number.isEmpty()) {
      return "new Condition.Compares(%s, Condition.Comparison.%s, new Given.Amount(%s))"
          .formatted(fact(asked), COMPARISONS.get(operator), number);
    }
    throw new IllegalArgumentException(
        "the question %s is enabled by what is not understood: %s".formatted(linkId, when));
  }

  /** A number and its unit as arguments; empty text when there is none. */
  private static String number(Map<String, Object> when) {
    var plain = when.getOrDefault("answerInteger", when.get("answerDecimal"));
    if (plain instanceof Number) {
      return "new BigDecimal(\"%s\"), \"\"".formatted(plain);
    }
    return when.get("answerQuantity") instanceof Map<?, ?> amount
        ? "new BigDecimal(\"%s\"), \"%s\"".formatted(amount.get("value"), amount.get("code"))
        : "";
  }

  /** What an option means. */
  String value(String linkId, String code) {
    var kind = kinds.get(linkId);
    if (!kind.equals("finding")) {
      return "Choice.parse(%s, %s)"
          .formatted(fact(linkId), JavaSource.quoted(code.equals("dont-know") ? "unknown" : code));
    }
    return switch (code) {
      case "Y" -> "Presence.PRESENT";
      case "N" -> "Presence.ABSENT";
      case "dont-know" -> "Presence.UNKNOWN";
      default ->
          throw new IllegalArgumentException(
              "%s has the option %s, which means nothing".formatted(linkId, code));
    };
  }

  /** The constant of a fact. */
  String fact(String linkId) {
    if (!kinds.containsKey(linkId)) {
      throw new IllegalArgumentException("the question %s has no fact".formatted(linkId));
    }
    return "Fact." + JavaSource.constantOf(linkId);
  }
}
