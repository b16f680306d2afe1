package org.plumbline.web.screen.patient;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Step;

/**
 * What the hands of a patient do on a page.
 *
 * @param fields what is sent, each name before its value
 */
record Hands(int interactions, List<String> fields) {
  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

  String[] form() {
    return fields.toArray(String[]::new);
  }

  /**
   * @param page the hidden fields of the page
   * @param patient by the codes of facts
   */
  static Hands of(Map<String, String> page, Map<String, String> patient) {
    if (page.get("stage").equals("confirm")) {
      return new Hands(1, List.of("go", "right"));
    }
    var step = StepText.read(page.get("asked")).orElseThrow();
    if (step instanceof Step.Single single) {
      return alone(single.question(), patient.get(single.question().linkId()));
    }
    var fields = new ArrayList<String>();
    for (var fact : step.facts()) {
      if ("present".equals(patient.get(fact.code()))) {
        fields.addAll(List.of("tick", fact.code()));
      }
    }
    var taps = fields.size() / 2 + 1;
    fields.addAll(List.of("go", fields.isEmpty() ? "none" : "next"));
    return new Hands(taps, fields);
  }

  private static Hands alone(Question question, String value) {
    var linkId = question.linkId();
    if (question.type() == Question.Type.CHOICE) {
      var said = value == null ? question.finding() ? "absent" : "unknown" : value;
      var option = question.option(Value.parse(question.fact(), said)).orElseThrow();
      return new Hands(1, List.of(linkId, option.code()));
    }
    if (value == null) {
      return new Hands(1, List.of("go", "unknown"));
    }
    return switch (question.type()) {
      case QUANTITY -> amount(question, value);
      case DATE_TIME -> new Hands(3, List.of(linkId, hoursAgo(value)));
      default -> new Hands(question.rating() ? 1 : 2, List.of(linkId, value));
    };
  }

  /** Weeks, or days where it is less than one. */
  private static Hands amount(Question question, String weeks) {
    var days = Double.parseDouble(weeks) < 1;
    var number = days ? String.valueOf(Math.round(Double.parseDouble(weeks) * 7)) : weeks;
    return new Hands(
        3, List.of(question.linkId(), number, question.linkId() + ".unit", days ? "d" : "wk"));
  }

  private static String hoursAgo(String hours) {
    var minutes = new BigDecimal(hours).multiply(BigDecimal.valueOf(60)).longValue();
    return LocalDateTime.ofInstant(NOW, ZoneOffset.UTC).minusMinutes(minutes).toString();
  }
}
