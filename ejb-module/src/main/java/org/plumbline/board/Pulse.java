package org.plumbline.board;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Arrays;
import org.plumbline.clinic.Rows;
import org.plumbline.clinic.Tenant;

/**
 * Tells whether anything that a board shows has changed, whichever node did it: each part is one
 * look at the end of an index.
 */
@Stateless
@PermitAll
public class Pulse {
  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected Pulse() {} // required by the container

  /** A text that is another after every change. */
  public String of(Tenant tenant) {
    return Rows.of(
            entities
                .createNativeQuery(
                    """
                    select (select max(recorded_at) from assessment),
                        (select max(decided_at) from decision where tenant = :tenant),
                        (select max(at) from assignment where tenant = :tenant),
                        (select count(*) from follow_up where tenant = :tenant and state in ('due', 'escalated'))
                    """,
                    Object[].class)
                .setParameter("tenant", tenant.value()))
        .map(Arrays::toString)
        .findFirst()
        .orElse("");
  }
}
