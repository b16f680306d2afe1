package org.plumbline.history;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Trend;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;

/** The knowledge of the product, loaded once for all tests, and what patients say to it. */
public final class Known {
  public static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private Known() {}

  /** The answers of a visit, each with a yes. */
  public static Intake yes(Visit visit, Fact... facts) {
    var from = Provenance.of(visit.response().value(), visit.answeredAt());
    return Intake.of(
        Stream.of(facts).map(it -> new Statement(it, Presence.PRESENT, from)).toList());
  }

  /**
   * The answers of a sore adult of 30, 40 hours after lifting: no finding but those that are named.
   */
  public static Intake sore(Visit visit, Trend trend, Fact... facts) {
    var from = Provenance.of(visit.response().value(), visit.answeredAt());
    var said = new LinkedHashMap<Fact, Value>();
    Form.load().groups().stream()
        .flatMap(it -> it.questions().stream())
        .filter(Question::finding)
        .forEach(it -> said.put(it.fact(), Presence.ABSENT));
    Stream.of(facts).forEach(it -> said.put(it, Presence.PRESENT));
    said.put(Fact.AGE, Reading.within(Fact.AGE, 30));
    said.put(Fact.HOURS_SINCE_LIFT, Reading.within(Fact.HOURS_SINCE_LIFT, 40));
    said.put(Fact.TREND, trend);
    return Intake.of(
        said.entrySet().stream()
            .map(it -> new Statement(it.getKey(), it.getValue(), from))
            .toList());
  }

  /** A visit that was answered to the end. */
  public static Visit visit(String patient, String response, Instant answeredAt) {
    return new Visit(
        Kept.TENANT,
        new PatientReference(patient),
        new ResponseReference(response),
        answeredAt,
        Route.PATIENT_LINK);
  }
}
