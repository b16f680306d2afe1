package org.plumbline.link;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** The further links by which patients answer anew. */
@Stateless
@PermitAll
public class Renewals {
  /** How long a patient has to answer anew. */
  private static final Duration ANEW = Duration.ofHours(72);

  @PersistenceContext private EntityManager entities;
  private IntakeLinks links;

  @SuppressWarnings("NullAway.Init")
  protected Renewals() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Renewals(IntakeLinks links) {
    this.links = links;
  }

  /**
   * Where a patient goes on who has something new to tell: a further link to questions without an
   * answer, one at a time. What was answered before stays as it is.
   *
   * @param by who goes on
   */
  public IntakeLink renew(IntakeLink link, String by) {
    // Who taps twice gets one.
    entities
        .createNativeQuery("select id from intake_link where id = :id for update", UUID.class)
        .setParameter("id", link.id())
        .getResultList();
    var newest = newest(link);
    if (newest.finishedAt().isEmpty()) {
      return newest;
    }
    var next = links.add(link.tenant(), link.patient(), ANEW, by);
    entities
        .createNativeQuery(
            "update intake_link set renewed_by = :next where id in (:link, :newest) or renewed_by = :newest")
        .setParameter("next", next.id())
        .setParameter("link", link.id())
        .setParameter("newest", newest.id())
        .executeUpdate();
    return next;
  }

  /** The link by which the patient answered anew last; the same when there is none. */
  public IntakeLink newest(IntakeLink link) {
    return renewedBy(link).flatMap(links::find).orElse(link);
  }

  private Optional<UUID> renewedBy(IntakeLink link) {
    return entities
        .createNativeQuery(
            "select n.id from intake_link l join intake_link n on n.id = l.renewed_by where l.id = :id",
            UUID.class)
        .setParameter("id", link.id())
        .getResultStream()
        .map(it -> (UUID) it)
        .findFirst();
  }
}
