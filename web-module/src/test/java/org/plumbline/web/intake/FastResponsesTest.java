package org.plumbline.web.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.web.json.Build;

/** What the fast reader accepts, it reads as the reader of every other way in does. */
class FastResponsesTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T12:00:00Z"), ZoneOffset.UTC);
  private static final Form FORM = Form.load();
  private static final List<String> PIECES =
      List.of(
          "\"modifierExtension\":[{}],",
          "\"status\":\"entered-in-error\",",
          "\"comparator\":\"<\",",
          "\"linkId\":\"age\",",
          "null",
          "-1",
          "1e9",
          "\"\"",
          "[]",
          "{}",
          ",");

  private final FastResponses fast = new FastResponses(CLOCK, ClinicSettings.DEFAULT);
  private final Random random = new Random(5);

  private JsonObject response(int number) {
    var items = Build.array();
    for (var fact : Fact.values()) {
      FORM.question(fact.code())
          .filter(it -> random.nextInt(5) > 0)
          .ifPresent(question -> items.add(item(fact, question)));
    }
    var group =
        Build.object()
            .add("linkId", FORM.groups().get(0).linkId())
            .add("text", "Group")
            .add("item", items);
    return Build.object()
        .add("resourceType", "QuestionnaireResponse")
        .add("id", "r" + number)
        .add("questionnaire", FORM.canonical() + "|" + FORM.version())
        .add("status", "completed")
        .add("subject", Build.object().add("reference", "Patient/" + number))
        .add("authored", "2026-11-26T10:00:00+01:00")
        .add("item", Build.array().add(group))
        .build();
  }

  private JsonObjectBuilder item(Fact fact, Question question) {
    return Build.object()
        .add("linkId", fact.code())
        .add("text", "How is it with " + fact.code() + "?")
        .add("answer", Build.array().add(answer(fact, question)));
  }

  private JsonObjectBuilder answer(Fact fact, Question question) {
    var answer = Build.object();
    var number = Math.min(fact.high(), Math.max(fact.low(), random.nextInt(60)));
    return switch (question.type()) {
      case CHOICE -> {
        var option = question.options().get(random.nextInt(question.options().size()));
        yield answer.add(
            "valueCoding",
            Build.object()
                .add("system", option.system())
                .add("code", option.code())
                .add("display", "as shown"));
      }
      case INTEGER -> answer.add("valueInteger", (int) number);
      case DECIMAL -> answer.add("valueDecimal", number);
      case QUANTITY ->
          answer.add(
              "valueQuantity",
              Build.object()
                  .add("value", number)
                  .add("unit", "shown")
                  .add("system", "http://unitsofmeasure.org")
                  .add("code", fact.unit()));
      case DATE_TIME ->
          answer.add("valueDateTime", "2026-11-25T0%d:15:00Z".formatted(random.nextInt(10)));
    };
  }

  private static String sorted(FastResponses.Said said) {
    return said.name() + new TreeSet<>(said.said().stream().map(Object::toString).toList());
  }

  @Test
  void plainResponsesAreReadInOnePassAndAsEveryOther() {
    for (var i = 0; i < 300; i++) {
      var bytes = response(i).toString().getBytes(UTF_8);
      var read = fast.plainly(bytes, 0, bytes.length);
      assertTrue(read.isPresent(), "response " + i + " was not read in one pass");
      assertEquals(sorted(fast.slowly(bytes)), sorted(read.get()));
    }
  }

  @Test
  void whatTheReaderRefusesIsNeverReadInOnePass() {
    var accepted = 0;
    var mutants = 5000;
    for (var i = 0; i < mutants; i++) {
      var mutant = mutant(response(i).toString()).getBytes(UTF_8);
      var read = fast.plainly(mutant, 0, mutant.length);
      if (read.isPresent()) {
        accepted++;
        assertEquals(sorted(fast.slowly(mutant)), sorted(read.get()), new String(mutant, UTF_8));
      }
    }
    System.out.printf(
        "bulk: %d mutants, %d read in one pass, each as by the reader%n", mutants, accepted);
    assertTrue(accepted > 0);
  }

  /** One piece put in, one token taken out, two exchanged, or one copied, somewhere. */
  private String mutant(String text) {
    var tokens = text.split("(?<=[,:{}\\[\\]])");
    var at = random.nextInt(tokens.length);
    var other = random.nextInt(tokens.length);
    switch (random.nextInt(4)) {
      case 0 -> tokens[at] = "";
      case 1 -> tokens[at] = tokens[at] + PIECES.get(random.nextInt(PIECES.size()));
      case 2 -> {
        var kept = tokens[at];
        tokens[at] = tokens[other];
        tokens[other] = kept;
      }
      default -> tokens[at] = tokens[other];
    }
    return String.join("", Arrays.asList(tokens));
  }
}
