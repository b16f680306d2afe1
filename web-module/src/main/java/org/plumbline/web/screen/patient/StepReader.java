package org.plumbline.web.screen.patient;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.plumbline.kb.form.OfferedUnit;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Step;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.Asked.Stage;

/** Takes what was sent with one page, and says what is wrong with it. */
final class StepReader {
  /** Who cannot or will not answer a question that has no such option. */
  static final String UNKNOWN = "unknown";

  private static final int LONGEST = 40;
  private static final int SECONDS_OF_AN_HOUR = 3600;

  private final ZoneId zone;
  private final Instant now;

  StepReader(ZoneId zone, Instant now) {
    this.zone = zone;
    this.now = now;
  }

  /** Keeps the answers of a page; what is wrong becomes its faults. */
  void read(SentPage page, Answers answers) {
    if (page.asked().several()) {
      readList(page, (Step.Several) page.asked().step(), answers.trail());
      return;
    }
    if (page.sent().has("chart")) {
      marks(page.sent(), answers);
    }
    for (var item : page.asked().questions()) {
      read(page.sent(), item, page.kept()).ifPresent(it -> page.faults().put(item.linkId(), it));
    }
    if (page.asked().stage() == Stage.ALONE && page.faults().isEmpty()) {
      answers.trail().release();
    }
  }

  private static void readList(SentPage page, Step.Several list, Trail trail) {
    if (page.asked().stage() != Stage.CONFIRM) {
      page.kept().tick(list.facts(), page.ticked());
    }
    switch (page.go()) {
      case "none", "clear", "right" -> {
        page.kept().deny(list.facts());
        trail.release();
      }
      case "unsure" -> {
        trail.open(list.list());
        trail.hold(new Trail.Held(list, true));
      }
      case "alarm" -> {}
      default -> confirm(page, list, trail);
    }
  }

  /** What was not ticked is read out before it counts as a no. */
  private static void confirm(SentPage page, Step.Several list, Trail trail) {
    if (page.ticked().isEmpty()) {
      page.faults().put("", "list.missing");
    } else if (page.kept().anyOpen(list.facts())) {
      trail.hold(new Trail.Held(list, false));
    } else {
      trail.release();
    }
  }

  private static void marks(Sent sent, Answers answers) {
    answers.marks().clear();
    for (var it : sent.all("mark")) {
      BodyChart.mark(it).map(BodyChart.Mark::code).ifPresent(answers.marks()::add);
    }
  }

  private Optional<String> read(Sent sent, Question item, Kept kept) {
    if (sent.raw("go").filter(UNKNOWN::equals).isPresent()) {
      kept.pass(item);
      return Optional.empty();
    }
    var text = sent.raw(item.linkId()).map(String::strip).orElse("");
    var fault =
        text.isEmpty()
            ? Optional.of(Asked.isTapped(item) ? "fault.choose" : "fault.missing")
            : text.length() > LONGEST ? Optional.of("fault.choose") : fault(sent, item, text);
    if (fault.isEmpty()) {
      kept.alone(
          item,
          item.type() == Question.Type.QUANTITY
              ? plain(text) + " " + unit(sent, item).orElseThrow()
              : text);
    }
    return fault;
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

  /** In German and in Spanish a comma stands before the decimals. */
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
}
