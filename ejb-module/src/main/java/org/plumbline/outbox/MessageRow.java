package org.plumbline.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;

/** A message as it is kept. */
@Entity
@Table(name = "outbox")
class MessageRow {
  /** The first wait; every further one is twice as long, up to the longest. */
  private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

  /** Whoever adds a resource for the EHR tries it at once, with the token of the clinician. */
  private static final Duration HEAD_START = Duration.ofSeconds(10);

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final int DOUBLINGS = 10;

  /** Longer than a token and the message itself may take together. */
  private static final Duration LEASE = Duration.ofSeconds(30);

  /** After this nobody waits for it any more. */
  private static final Duration GIVEN_UP = Duration.ofDays(3);

  @Id private UUID id;
  private String tenant;
  private String client;
  private String kind;
  private String subject;
  private String target;

  @Column(length = 1_048_576)
  private String payload;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "due_at")
  private Instant dueAt;

  private int attempts;
  private String state;

  @Column(name = "last_answer")
  private @Nullable String lastAnswer;

  /** Until then it is being sent; when nothing is reported by then, the node has died. */
  @Column(name = "taken_until")
  private @Nullable Instant takenUntil;

  /** By whose clock it is sent by day alone; empty when it goes to no person. */
  private @Nullable String zone;

  /** Until then it is night there. */
  @Column(name = "quiet_until")
  private @Nullable Instant quietUntil;

  @Column(name = "given_up_by")
  private @Nullable String givenUpBy;

  protected MessageRow() {} // required by Hibernate

  /** When a message that has just been added is sent first. */
  static Instant dueAt(Message added) {
    return added.kind() == Message.Kind.FHIR_CREATE
        ? added.createdAt().plus(HEAD_START)
        : added.createdAt();
  }

  Message message() {
    return new Message(
        id,
        new Tenant(tenant),
        client,
        Message.Kind.valueOf(kind),
        subject,
        URI.create(target),
        payload,
        createdAt,
        attempts,
        Message.State.valueOf(state),
        Optional.ofNullable(lastAnswer));
  }

  Unsent unsent() {
    return new Unsent(message(), dueAt);
  }

  /** Takes it for sending; when nothing is reported in time it is due again. */
  void take(Instant now) {
    attempts++;
    takenUntil = now.plus(LEASE);
    dueAt = takenUntil;
  }

  /** Whether it is night where it goes; then it waits for the morning. */
  boolean keepQuiet(Instant at) {
    var morning = zone == null ? at : new SendingHours(ZoneId.of(zone)).next(at);
    if (morning.isAfter(at)) {
      quietUntil = morning;
      dueAt = morning;
    }
    return morning.isAfter(at);
  }

  void sent(String answer) {
    state = Message.State.SENT.name();
    takenUntil = null;
    lastAnswer = answer;
  }

  void notSent(String answer, boolean forGood, Instant now) {
    lastAnswer = answer;
    takenUntil = null;
    var wait = FIRST_WAIT.multipliedBy(1L << Math.max(0, Math.min(attempts - 1, DOUBLINGS)));
    dueAt = now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    keepQuiet(dueAt);
    if (forGood || now.isAfter(createdAt.plus(GIVEN_UP))) {
      state = Message.State.FAILED.name();
    }
  }

  /** Somebody wants it tried once more. */
  void again(Instant now) {
    state = Message.State.PENDING.name();
    givenUpBy = null;
    dueAt = now;
  }

  /** Somebody has given it up. */
  void giveUp(String who) {
    state = Message.State.FAILED.name();
    givenUpBy = who;
  }

  boolean isSent() {
    return state.equals(Message.State.SENT.name());
  }

  boolean isOf(Tenant asking) {
    return tenant.equals(asking.value());
  }
}
