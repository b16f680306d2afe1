package org.plumbline.history;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.plumbline.client.Tenant;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;

/** One conclusion of an assessment as it is kept. */
@Embeddable
class ConclusionRow {
  private String rule;
  private String kind;
  private String urgency;
  private String facts;
  private String tenant;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  protected ConclusionRow() {} // required by Hibernate

  /** Clinic and time stand here too, so that the firings of a rule are counted from one index. */
  ConclusionRow(String kind, Urgency urgency, Reason reason, Tenant tenant, Instant recordedAt) {
    this.tenant = tenant.value();
    this.recordedAt = recordedAt;
    this.rule = reason.rule();
    this.kind = kind;
    this.urgency = urgency.code();
    this.facts = reason.facts().stream().map(Fact::code).collect(joining(","));
  }

  String rule() {
    return rule;
  }

  boolean isRedFlag() {
    return kind.equals("red-flag");
  }

  /** As a line of a transcript. */
  String line() {
    return "%s %s %s %s".formatted(kind, rule, urgency, facts).strip();
  }
}
