package org.plumbline.outbox;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What waits to be sent to one client.
 *
 * @param waiting how many messages
 * @param oldestAt when the oldest was made
 * @param dueAt when the next one is due
 */
public record Backlog(String client, long waiting, Instant oldestAt, Instant dueAt) {
  public Backlog {
    requireNonNull(client, "client");
    requireNonNull(oldestAt, "oldestAt");
    requireNonNull(dueAt, "dueAt");
  }
}
