package org.plumbline.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An entry that is not chained yet. */
@Entity
@Table(name = "audit_waiting")
class WaitingRow {
  @Id
  @Column(name = "event_id")
  private UUID event;

  private Instant at;

  protected WaitingRow() {} // required by Hibernate

  WaitingRow(Entry entry) {
    this.event = entry.id();
    this.at = entry.at();
  }
}
