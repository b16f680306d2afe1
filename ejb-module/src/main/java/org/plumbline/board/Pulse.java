package org.plumbline.board;

import static java.util.Objects.requireNonNull;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;

/**
 * Tells whether anything that the board of a clinic shows has changed, whichever node did it: each
 * part is one look at the end of an index.
 */
@Stateless
@PermitAll
public class Pulse {
  /** Longer than a transaction may take to be seen after its assessment was dated. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Pulse() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Pulse(Clock clock) {
    this.clock = clock;
  }

  /**
   * The assessments of a clinic in the last minute.
   *
   * @param newestAt when the newest was recorded
   */
  public record Recent(Instant newestAt, long count) {
    public Recent {
      requireNonNull(newestAt, "newestAt");
    }

    /** Whether there is one that was not there before; those that are too old now do not count. */
    public boolean hasMoreThan(Recent before) {
      return newestAt.isAfter(before.newestAt()) || count > before.count();
    }
  }

  private record RecentRow(Tenant tenant, Instant newestAt, long count) {}

  /** For every clinic with assessments in the last minute, what there was. */
  public Map<Tenant, Recent> recent() {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select tenant, max(recorded_at), count(*) from assessment where recorded_at > :since group by tenant",
                    Object[].class)
                .setParameter("since", clock.instant().minus(RECENT)),
            RecentRow.class)
        .collect(Collectors.toMap(RecentRow::tenant, it -> new Recent(it.newestAt(), it.count())));
  }

  /** What else there is of a clinic: a text that is another after every change. */
  public String of(Tenant tenant) {
    return Rows.of(
            entities
                .createNativeQuery(
                    """
                    select (select decided_at from decision where tenant = :tenant order by tenant, decided_at desc limit 1),
                        (select at from assignment where tenant = :tenant order by tenant, at desc limit 1),
                        (select count(*) from follow_up where tenant = :tenant and state = 'due'),
                        (select count(*) from follow_up where tenant = :tenant and state = 'escalated')
                    """,
                    Object[].class)
                .setParameter("tenant", tenant.value()))
        .map(Arrays::toString)
        .findFirst()
        .orElse("");
  }
}
