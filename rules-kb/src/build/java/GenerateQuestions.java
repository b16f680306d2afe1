import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
            .flatMap(group -> maps(group, "item").stream())
            .map(GenerateQuestions::question)
            .collect(Collectors.joining(",\n"));
    JavaSource.write(target, "org.plumbline.kb", "Questions", QUESTIONS.formatted(questions));
  }

  private static String question(Map<String, Object> item) {
    var enabling =
        maps(item, "enableWhen").stream()
            .map(
                it ->
                    "new Question.Enabling(Fact.%s, \"%s\")"
                        .formatted(JavaSource.constantOf((String) it.get("question")), answer(it)))
            .collect(Collectors.joining(", ", "List.of(", ")"));
    return "          new Question(Fact.%s, %s)"
        .formatted(JavaSource.constantOf((String) item.get("linkId")), enabling);
  }

  /** The value that the fact has after this answer; empty when there must be none. */
  private static String answer(Map<String, Object> enableWhen) {
    if (enableWhen.get("answerCoding") instanceof Map<?, ?> coding) {
      return switch ((String) coding.get("code")) {
        case "Y" -> "present";
        case "N" -> "absent";
        case "dont-know" -> "unknown";
        default -> (String) coding.get("code");
      };
    }
    if (Boolean.FALSE.equals(enableWhen.get("answerBoolean"))) {
      return "";
    }
    throw new IllegalArgumentException("enableWhen is not understood: " + enableWhen);
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
