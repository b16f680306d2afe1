package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import jakarta.ejb.Schedule;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;

/**
 * Calls that their caller may send twice, for want of an answer: by the key that the caller gave
 * one it is done once. See <a
 * href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 * Idempotency-Key HTTP Header Field</a>.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RepeatedCalls {
  /** After so long a call that was begun and not finished was ended by a fault. */
  private static final Duration UNDER_WAY = Duration.ofMinutes(1);

  private static final Duration KEPT = Duration.ofHours(24);

  @PersistenceContext private EntityManager entities;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected RepeatedCalls() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public RepeatedCalls(Clock clock) {
    this.clock = clock;
  }

  /**
   * A call that may be repeated.
   *
   * @param caller the registered name
   * @param requestHash of all that was sent
   */
  public record Call(Tenant tenant, String caller, Key key, String requestHash) {
    public Call {
      requireNonNull(tenant, "tenant");
      requireNonNull(caller, "caller");
      requireNonNull(key, "key");
      requireNonNull(requestHash, "requestHash");
    }
  }

  /** What a caller calls a call of its own. */
  public record Key(String value) {}

  /** Where a call stands. */
  public enum State {
    /** It has not been seen; it is under way from now on. */
    FIRST,
    /** It was answered. */
    ANSWERED,
    /** The first one has not been answered yet. */
    UNDER_WAY,
    /** Something else was sent under this key. */
    ANOTHER
  }

  /**
   * What is known of a call.
   *
   * @param result what it led to, if it was answered
   */
  public record Known(State state, Optional<String> result) {}

  private record Row(String requestHash, Instant begunAt, Optional<String> result) {}

  /** Begins a call, if it has not been. */
  public Known begin(Call call) {
    var now = clock.instant();
    var added =
        with(
                call,
                """
                insert into repeated_call (tenant, caller, idempotency_key, request_hash, begun_at)
                values (:tenant, :caller, :key, :hash, :now) on conflict do nothing
                """)
            .setParameter("hash", call.requestHash())
            .setParameter("now", now)
            .executeUpdate();
    if (added == 1) {
      return new Known(State.FIRST, Optional.empty());
    }
    var found =
        Rows.of(
                entities
                    .createNativeQuery(
                        """
                        select request_hash, begun_at, result from repeated_call
                        where tenant = :tenant and caller = :caller and idempotency_key = :key
                        """,
                        Object[].class)
                    .setParameter("tenant", call.tenant().value())
                    .setParameter("caller", call.caller())
                    .setParameter("key", call.key().value()),
                Row.class)
            .findFirst();
    if (found.isEmpty()) {
      // The other one was given up between the two statements; who comes again is the first then.
      return new Known(State.UNDER_WAY, Optional.empty());
    }
    return known(call, found.get(), now);
  }

  private Known known(Call call, Row row, Instant now) {
    if (!row.requestHash().equals(call.requestHash())) {
      return new Known(State.ANOTHER, Optional.empty());
    }
    if (row.result().isPresent()) {
      return new Known(State.ANSWERED, row.result());
    }
    return new Known(
        isTakenOver(call, row.begunAt(), now) ? State.FIRST : State.UNDER_WAY, Optional.empty());
  }

  /** Of several that find an unfinished call, one takes it over. */
  private boolean isTakenOver(Call call, Instant begunAt, Instant now) {
    return begunAt.isBefore(now.minus(UNDER_WAY))
        && with(
                    call,
                    """
                    update repeated_call set begun_at = :now where tenant = :tenant and caller = :caller and idempotency_key = :key
                        and begun_at = :begun and result is null
                    """)
                .setParameter("now", now)
                .setParameter("begun", begunAt)
                .executeUpdate()
            == 1;
  }

  /**
   * The call led to something.
   *
   * @param result by which it is found again, of 60 characters at most
   */
  public void answered(Call call, String result) {
    with(
            call,
            "update repeated_call set result = :result where tenant = :tenant and caller = :caller and idempotency_key = :key")
        .setParameter("result", result)
        .executeUpdate();
  }

  /** The call led to nothing, and may be sent again as if it had not been. */
  public void forget(Call call) {
    with(
            call,
            "delete from repeated_call where tenant = :tenant and caller = :caller and idempotency_key = :key and result is null")
        .executeUpdate();
  }

  private Query with(Call call, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter("tenant", call.tenant().value())
        .setParameter("caller", call.caller())
        .setParameter("key", call.key().value());
  }

  /** Forgets what nobody sends again. */
  @Schedule(hour = "*", minute = "23", persistent = false)
  void forgetOld() {
    entities
        .createNativeQuery("delete from repeated_call where begun_at < :limit")
        .setParameter("limit", clock.instant().minus(KEPT))
        .executeUpdate();
  }
}
