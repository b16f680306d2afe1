package org.plumbline.history;

import java.time.Instant;
import java.util.stream.Stream;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

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
