package org.plumbline.outbox;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.clinic.Client;
import org.plumbline.clinic.Tenant;
import org.plumbline.outbox.Message.Kind;
import org.plumbline.outbox.Message.State;

/** Messages to other systems. A message goes out once it is committed, however often it takes. */
@Stateless
public class Outbox {
  private static final int AT_ONCE = 10;

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
    if (entities.find(MessageRow.class, id) != null) {
      return;
    }
    entities.persist(
        new MessageRow(
            new Message(
                id,
                client.tenant(),
                client.name(),
                kind,
                subject,
                target,
                payload,
                clock.instant(),
                0,
                State.PENDING,
                Optional.empty())));
  }

  /** Whether there is or was such a message. */
  public boolean has(UUID id) {
    return entities.find(MessageRow.class, id) != null;
  }

  /** Takes what is due; no other node takes the same. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public List<Message> take() {
    var now = clock.instant();
    var due =
        entities
            .createNativeQuery(
                "select id from outbox where state = 'PENDING' and due_at <= :now order by due_at limit :most for update skip locked",
                UUID.class)
            .setParameter("now", now)
            .setParameter("most", AT_ONCE)
            .getResultList();
    var taken = new ArrayList<Message>();
    for (var id : due) {
      var row = entities.find(MessageRow.class, id);
      row.take(now);
      taken.add(row.message());
    }
    return taken;
  }

  /** The message has arrived. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void sent(UUID id, String answer) {
    entities.find(MessageRow.class, id).sent(answer);
  }

  /**
   * The message has not arrived.
   *
   * @param forGood whether another try cannot help
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void notSent(UUID id, String answer, boolean forGood) {
    entities.find(MessageRow.class, id).notSent(answer, forGood, clock.instant());
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
