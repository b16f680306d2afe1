package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;
import org.plumbline.triage.TriageService;

/**
 * What a clinician finds is one more statement beside the patient's answers: the assessment is made
 * again and recorded, the one before stays as it was.
 */
@ApplicationScoped
class Examination {
  private static final String BY = "Practitioner";

  private final Form form = Form.load();
  private TriageService triage;
  private FollowUps followUps;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Examination() {} // required by the container

  @Inject
  Examination(TriageService triage, FollowUps followUps, Clock clock) {
    this.triage = triage;
    this.followUps = followUps;
    this.clock = clock;
  }

  /** A finding that was entered; empty when it does not fit. */
  Optional<Statement> read(String code, String said, Optional<String> unit) {
    var item = form.question(code);
    return item.flatMap(it -> value(it, said, unit))
        .map(
            it ->
                new Statement(
                    Fact.of(code).orElseThrow(),
                    it,
                    Provenance.of(BY, clock.instant().truncatedTo(ChronoUnit.MICROS))
                        .answering(code)));
  }

  private static Optional<Value> value(Question item, String said, Optional<String> unit) {
    if (!item.options().isEmpty()) {
      return item.option(said).map(Option::value);
    }
    var plain = said.replace(',', '.');
    return plain.matches("\\d{1,5}(\\.\\d{1,2})?")
        ? item.value(new Given.Amount(new BigDecimal(plain), unit.orElse("")))
        : Optional.empty();
  }

  /**
   * Records the assessment that a finding leads to. Whoever examines has seen the patient, so
   * nobody needs to be called about the assessment before.
   *
   * @return empty when the database is away
   */
  Optional<AssessmentId> record(
      Tenant tenant, String by, StoredAssessment before, Statement found) {
    var statements = new ArrayList<Statement>();
    for (var it : before.statements()) {
      // What was entered again takes the place of what was entered before; answers of others stay.
      if (it.fact() != found.fact() || !it.from().resource().equals(BY)) {
        statements.add(it);
      }
    }
    statements.add(found);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    followUps.acknowledge(tenant, before.id(), by);
    return triage
        .assess(
            new Visit(
                tenant,
                before.patient(),
                new ResponseReference("Assessment/" + before.id()),
                now,
                Route.EXAMINATION),
            Intake.of(statements))
        .id();
  }
}
