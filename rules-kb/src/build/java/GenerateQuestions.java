import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Turns the Questionnaire into the order of its questions and what enables each. */
final class GenerateQuestions {
  private final Map<String, Object> questionnaire;
  private final Path target;

  @SuppressWarnings("unchecked")
  GenerateQuestions(Object questionnaire, Path target) {
    this.questionnaire = (Map<String, Object>) questionnaire;
    this.target = target;
  }

  void write() throws IOException {
    var questions =
        maps(questionnaire, "item").stream()
            .flatMap(group -> maps(group, "item").stream().map(item -> question(group, item)))
            .collect(Collectors.joining(",\n"));
    JavaSource.write(target, "org.plumbline.kb.form", "Questions", QUESTIONS.formatted(questions));
  }

  /** An item is asked when its group is, and when its own answers ask for it. */
  private static String question(Map<String, Object> group, Map<String, Object> item) {
    var enabling =
        Stream.of(group, item)
            .filter(it -> it.containsKey("enableWhen"))
            .map(GenerateQuestions::anyOf)
            .collect(Collectors.joining(", ", "List.of(", ")"));
    return "          new Question(Fact.%s, %s)"
        .formatted(JavaSource.constantOf((String) item.get("linkId")), enabling);
  }

  private static String anyOf(Map<String, Object> item) {
    if (!"any".equals(item.get("enableBehavior"))) {
      throw new IllegalArgumentException(
          item.get("linkId") + ": a list of enableWhen must say that any of them is enough");
    }
    return maps(item, "enableWhen").stream()
        .map(GenerateQuestions::enabling)
        .collect(Collectors.joining(", ", "new Question.AnyOf(List.of(", "))"));
  }

  private static String enabling(Map<String, Object> when) {
    var fact = "Fact." + JavaSource.constantOf((String) when.get("question"));
    var operator = (String) when.get("operator");
    if (operator.equals("exists") && Boolean.FALSE.equals(when.get("answerBoolean"))) {
      return "new Question.Unanswered(%s)".formatted(fact);
    }
    if (operator.equals("=") && when.get("answerCoding") instanceof Map<?, ?> coding) {
      return "new Question.Said(%s, \"%s\")".formatted(fact, stored((String) coding.get("code")));
    }
    if (operator.equals(">=") && when.get("answerInteger") instanceof Integer bound) {
      return "new Question.AtLeast(%s, %s)".formatted(fact, bound);
    }
    if (operator.equals(">=") && when.get("answerQuantity") instanceof Map<?, ?> amount) {
      var weeks = ((Number) amount.get("value")).doubleValue() * weeks((String) amount.get("code"));
      return "new Question.AtLeast(%s, %s)".formatted(fact, weeks);
    }
    throw new IllegalArgumentException("enableWhen is not understood: " + when);
  }

  /** The value that the fact has after this answer. */
  private static String stored(String code) {
    return switch (code) {
      case "Y" -> "present";
      case "N" -> "absent";
      case "dont-know" -> "unknown";
      default -> code;
    };
  }

  /** The only amount that enables a question is a time; its fact is in weeks. */
  private static double weeks(String unit) {
    return switch (unit) {
      case "wk" -> 1;
      case "d" -> 1 / 7.0;
      case "mo" -> 30.436875 / 7;
      default -> throw new IllegalArgumentException("enableWhen in the unit " + unit);
    };
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> maps(Map<String, Object> parent, String key) {
    return (List<Map<String, Object>>) parent.getOrDefault(key, List.of());
  }

  private static final String QUESTIONS =
      """
      import java.util.List;
      import org.plumbline.kb.fact.Fact;

      /** The questions in the order of the Questionnaire. */
      public final class Questions {
        private static final List<Question> ALL =
            List.of(
      %s);

        private Questions() {}

        /** Every question, in the order in which the whole form asks them. */
        public static List<Question> all() {
          return ALL;
        }
      }
      """;
}
