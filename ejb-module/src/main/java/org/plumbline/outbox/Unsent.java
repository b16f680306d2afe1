package org.plumbline.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A message that has not arrived.
 *
 * @param dueAt when it is tried next, unless it was given up
 */
public record Unsent(Message message, Instant dueAt) {
  public Unsent {
    requireNonNull(message, "message");
    requireNonNull(dueAt, "dueAt");
  }
}
