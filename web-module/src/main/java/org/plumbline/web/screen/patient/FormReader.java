package org.plumbline.web.screen.patient;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.form.OfferedUnit;
import org.plumbline.kb.form.Question;
import org.plumbline.web.screen.page.Sent;

/** Takes the answers of one step out of a form that was sent, and says what is wrong with them. */
final class FormReader {
  private static final int LONGEST = 40;
  private static final int SECONDS_OF_AN_HOUR = 3600;

  private final PatientForm form;
  private final ZoneId zone;
  private final Instant now;

  FormReader(PatientForm form, ZoneId zone, Instant now) {
    this.form = form;
    this.zone = zone;
    this.now = now;
  }

  /**
   * Reads a step.
   *
   * @return by linkId the key of what is wrong, in the order of the questions
   */
  Map<String, String> read(Sent sent, int step, Answers answers) {
    var faults = new LinkedHashMap<String, String>();
    for (var group : form.step(step)) {
      for (var item : group.questions()) {
        read(sent, item, answers).ifPresent(it -> faults.put(item.linkId(), it));
      }
    }
    if (step == PatientForm.stepOfSigns()) {
      for (var group : form.step(step)) {
        for (var item : group.questions()) {
          if (!item.skippable() && answers.enabled(item) && answers.to(item.linkId()).isEmpty()) {
            faults.putIfAbsent(item.linkId(), "fault.choose");
          }
        }
      }
    }
    if (step == PatientForm.steps()) {
      marks(sent, answers);
    }
    return faults;
  }

  private Optional<String> read(Sent sent, Question item, Answers answers) {
    var text = sent.raw(item.linkId()).map(String::strip).orElse("");
    if (text.isEmpty()) {
      answers.remove(item.linkId());
      return Optional.empty();
    }
    var fault = text.length() > LONGEST ? Optional.of("fault.choose") : fault(sent, item, text);
    if (fault.isPresent()) {
      answers.remove(item.linkId());
      return fault;
    }
    answers.put(
        item.linkId(),
        item.type() == Question.Type.QUANTITY
            ? plain(text) + " " + unit(sent, item).orElseThrow()
            : text);
    return Optional.empty();
  }

  private Optional<String> fault(Sent sent, Question item, String text) {
    return switch (item.type()) {
      case CHOICE -> item.option(text).isPresent() ? Optional.empty() : Optional.of("fault.choose");
      case DATE_TIME -> momentFault(item, text);
      case QUANTITY ->
          number(text).isPresent() && unit(sent, item).isPresent()
              ? Optional.empty()
              : Optional.of("fault.number");
      case INTEGER ->
          text.matches("\\d{1,3}") && within(item, Double.parseDouble(text))
              ? Optional.empty()
              : Optional.of("fault.number");
      case DECIMAL ->
          number(text).filter(it -> within(item, it.doubleValue())).isPresent()
              ? Optional.empty()
              : Optional.of("fault.number");
    };
  }

  private static boolean within(Question item, double number) {
    return number >= item.fact().low() && number <= item.fact().high();
  }

  private static Optional<BigDecimal> number(String text) {
    return plain(text).matches("\\d{1,4}(\\.\\d{1,2})?")
        ? Optional.of(new BigDecimal(plain(text)))
        : Optional.empty();
  }

  /** In Spanish a comma stands before the decimals. */
  private static String plain(String text) {
    return text.replace(',', '.');
  }

  private static Optional<String> unit(Sent sent, Question item) {
    var unit = sent.raw(item.linkId() + ".unit").orElse("");
    return item.unit(unit).map(OfferedUnit::code);
  }

  private Optional<String> momentFault(Question item, String text) {
    try {
      var at = LocalDateTime.parse(text).atZone(zone).toInstant();
      var hours = (double) Duration.between(at, now).toSeconds() / SECONDS_OF_AN_HOUR;
      if (hours < 0) {
        return Optional.of("fault.future");
      }
      return within(item, hours) ? Optional.empty() : Optional.of("fault.moment");
    } catch (DateTimeException e) {
      return Optional.of("fault.moment");
    }
  }

  private static void marks(Sent sent, Answers answers) {
    answers.marks().clear();
    for (var it : sent.all("mark")) {
      BodyChart.mark(it).map(BodyChart.Mark::code).ifPresent(answers.marks()::add);
    }
  }
}
