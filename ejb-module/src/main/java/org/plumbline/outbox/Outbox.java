package org.plumbline.outbox;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.outbox.Message.Kind;

/** Messages to other systems. A message goes out once it is committed, however often it takes. */
@Stateless
public class Outbox {
  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Outbox() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Outbox(Clock clock) {
    this.clock = clock;
  }

  /**
   * Keeps a message, in the transaction of what caused it.
   *
   * @param id a message with the id of one that is there is the same message
   */
  public void add(UUID id, Client client, Kind kind, String subject, URI target, String payload) {
    add(List.of(Message.pending(id, client, kind, subject, target, payload, clock.instant())));
  }

  /** Keeps messages in the same way, in one statement. */
  public void add(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    Rows.insert(
        entities,
        "outbox (id, tenant, client, kind, subject, target, payload, created_at, due_at, attempts, state)",
        messages.size(),
        "(:id%1$d, :tenant%1$d, :client%1$d, :kind%1$d, :subject%1$d, :target%1$d, :payload%1$d, :created%1$d, :due%1$d, 0, 'PENDING')",
        (query, number) -> {
          var it = messages.get(number);
          query
              .setParameter("id" + number, it.id())
              .setParameter("tenant" + number, it.tenant().value())
              .setParameter("client" + number, it.client())
              .setParameter("kind" + number, it.kind().name())
              .setParameter("subject" + number, it.subject())
              .setParameter("target" + number, it.target().toString())
              .setParameter("payload" + number, it.payload())
              .setParameter("created" + number, it.createdAt())
              .setParameter("due" + number, MessageRow.dueAt(it));
        });
  }

  /**
   * A message to a patient.
   *
   * @param followUp of which it reminds
   * @param link the link that it asks to open
   */
  public record Reminder(
      UUID id, Tenant tenant, String lane, Kind kind, UUID followUp, UUID link, Instant at) {}

  /** Keeps a message to a patient, in the transaction of what caused it; it is sent by day. */
  public void add(Reminder reminder, SendingHours hours) {
    var due = hours.next(reminder.at());
    entities
        .createNativeQuery(
            """
            insert into outbox (id, tenant, client, kind, subject, target, payload, created_at, due_at, attempts, state, zone, quiet_until)
            values (:id, :tenant, :lane, :kind, :subject, :target, '', :at, :due, 0, 'PENDING', :zone, :due) on conflict do nothing
            """)
        .setParameter("id", reminder.id())
        .setParameter("tenant", reminder.tenant().value())
        .setParameter("lane", reminder.lane())
        .setParameter("kind", reminder.kind().name())
        .setParameter("subject", "FollowUp/" + reminder.followUp())
        .setParameter("target", "urn:uuid:" + reminder.link())
        .setParameter("at", reminder.at())
        .setParameter("due", due)
        .setParameter("zone", hours.zone().getId())
        .executeUpdate();
  }

  /** Whether there is or was such a message. */
  public boolean has(UUID id) {
    return entities.find(MessageRow.class, id) != null;
  }

  /** For each client that something is to be sent to, how much; not what waits for the morning. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public List<Backlog> backlogs() {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select client, count(*), min(coalesce(quiet_until, created_at)), min(due_at) from outbox where state = 'PENDING' and (quiet_until is null or quiet_until <= :now) group by client order by client",
                    Object[].class)
                .setParameter("now", clock.instant()),
            Backlog.class)
        .toList();
  }

  /**
   * Takes the next message for a client; no other node takes the same.
   *
   * @param probing whether the client did not answer before: then one that was tried is taken
   *     before it is due, to see whether the client is back
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public Optional<Message> take(String client, boolean probing) {
    var now = clock.instant();
    var next =
        entities
            .createNativeQuery(
                """
                select id from outbox where state = 'PENDING' and client = :client
                  and (due_at <= :now or (:probing and attempts > 0))
                  and (taken_until is null or taken_until <= :now)
                  and (quiet_until is null or quiet_until <= :now)
                order by due_at limit 1 for update skip locked""",
                UUID.class)
            .setParameter("client", client)
            .setParameter("now", now)
            .setParameter("probing", probing)
            .getResultList();
    if (next.isEmpty()) {
      return Optional.empty();
    }
    var row = entities.find(MessageRow.class, next.get(0));
    if (row.keepQuiet(now)) {
      // Whoever looks next finds the others: nothing is held back twice.
      return Optional.empty();
    }
    row.take(now);
    return Optional.of(row.message());
  }

  /** The client answers again: whatever waits for it is due. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public int back(String client) {
    return entities
        .createNativeQuery(
            "update outbox set due_at = :now where state = 'PENDING' and client = :client and attempts > 0 and due_at > :now and taken_until is null")
        .setParameter("now", clock.instant())
        .setParameter("client", client)
        .executeUpdate();
  }

  /** The message has arrived; one that was erased meanwhile is not there any more. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void sent(UUID id, String answer) {
    row(id).ifPresent(it -> it.sent(answer));
  }

  /**
   * The message has not arrived.
   *
   * @param forGood whether another try cannot help
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void notSent(UUID id, String answer, boolean forGood) {
    row(id).ifPresent(it -> it.notSent(answer, forGood, clock.instant()));
  }

  private Optional<MessageRow> row(UUID id) {
    return Optional.ofNullable(entities.find(MessageRow.class, id));
  }

  /** What of a clinic has not arrived and was not given up by somebody, oldest first. */
  public List<Unsent> unsent(Tenant tenant, int most) {
    return entities
        .createQuery(
            "select m from MessageRow m where m.tenant = :tenant and m.state in ('PENDING', 'FAILED') and m.givenUpBy is null order by m.createdAt",
            MessageRow.class)
        .setParameter("tenant", tenant.value())
        .setMaxResults(most)
        .getResultStream()
        .map(MessageRow::unsent)
        .toList();
  }

  /** Tries a message again at once; whether there was one to try. */
  public boolean tryAgain(Tenant tenant, UUID id) {
    var row = row(id).filter(it -> it.isOf(tenant) && !it.isSent());
    row.ifPresent(it -> it.again(clock.instant()));
    return row.isPresent();
  }

  /** Gives a message up; whether there was one to give up. */
  public boolean giveUp(Tenant tenant, UUID id, String who) {
    var row = row(id).filter(it -> it.isOf(tenant) && !it.isSent());
    row.ifPresent(it -> it.giveUp(who));
    return row.isPresent();
  }

  /** How many messages of all clinics were given up by no person. */
  public long failed() {
    return entities
        .createQuery(
            "select count(m) from MessageRow m where m.state = 'FAILED' and m.givenUpBy is null",
            Long.class)
        .getSingleResult();
  }

  /** What was or is to be sent about something, oldest first. */
  public List<Message> about(Tenant tenant, String subject) {
    return entities
        .createQuery(
            "select m from MessageRow m where m.tenant = :tenant and m.subject = :subject order by m.createdAt",
            MessageRow.class)
        .setParameter("tenant", tenant.value())
        .setParameter("subject", subject)
        .setMaxResults(200)
        .getResultStream()
        .map(MessageRow::message)
        .toList();
  }
}
