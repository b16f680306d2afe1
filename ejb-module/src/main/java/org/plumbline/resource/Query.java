package org.plumbline.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.plumbline.client.Tenant;

/**
 * What is sought among the newest versions of the resources of one clinic. What is empty does not
 * matter.
 *
 * @param from the earliest time of writing
 * @param before the first time of writing that is too late
 * @param most how many are wanted at most
 */
public record Query(
    Tenant tenant,
    String type,
    Traits traits,
    Optional<Instant> from,
    Optional<Instant> before,
    int skip,
    int most) {
  /** No answer holds more resources than these. */
  public static final int LARGEST_PAGE = 200;

  public Query {
    requireNonNull(tenant, "tenant");
    requireNonNull(type, "type");
    requireNonNull(traits, "traits");
    requireNonNull(from, "from");
    requireNonNull(before, "before");
    if (most < 0 || most > LARGEST_PAGE || skip < 0) {
      throw new IllegalArgumentException(
          "a page of %d from %d; expected at most %d".formatted(most, skip, LARGEST_PAGE));
    }
  }
}
