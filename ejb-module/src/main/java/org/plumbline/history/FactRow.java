package org.plumbline.history;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;

/** One statement of an intake as it is kept. */
@Embeddable
class FactRow {
  private String code;
  private String said;
  private String source;

  @Column(name = "link_id")
  private @Nullable String linkId;

  @Column(name = "said_at")
  private Instant saidAt;

  @Column(name = "was_read")
  private boolean read;

  protected FactRow() {} // required by Hibernate

  FactRow(Statement statement, boolean read) {
    this.code = statement.fact().code();
    this.said = statement.value().stored();
    this.source = statement.from().resource();
    this.linkId = statement.from().linkId().orElse(null);
    this.saidAt = statement.from().at();
    this.read = read;
  }

  /** The statement; empty when the knowledge of today has no such fact. */
  Optional<Statement> statement() {
    return Fact.of(code)
        .map(
            fact ->
                new Statement(
                    fact,
                    Value.parse(fact, said),
                    new Provenance(source, Optional.ofNullable(linkId), saidAt)));
  }
}
