package org.plumbline.history;

import static java.util.stream.Collectors.joining;

import jakarta.persistence.Embeddable;
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

  protected ConclusionRow() {} // required by Hibernate

  ConclusionRow(String kind, Urgency urgency, Reason reason) {
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
}
