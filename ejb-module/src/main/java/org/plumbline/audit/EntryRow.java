package org.plumbline.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as it is kept. */
@Entity
@Table(name = "audit_event")
class EntryRow {
  @Id private UUID id;
  private Instant at;
  private String tenant;
  private String action;
  private String what;
  private int outcome;
  private String agent;
  private @Nullable UUID pseudonym;
  private String about;

  protected EntryRow() {} // required by Hibernate

  Entry entry() {
    return new Entry(
        id,
        at,
        tenant,
        Entry.Action.of(action),
        what,
        outcome,
        agent,
        Optional.ofNullable(pseudonym),
        about);
  }
}
