package org.plumbline.resource;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.Criterion.Property;

/**
 * What is sought among the newest versions of the resources of one clinic.
 *
 * @param criteria each of them must fit
 * @param order the first counts most; without any the newest comes first
 * @param most how many are wanted at most
 */
public record Search(
    Tenant tenant, String type, List<Criterion> criteria, List<Order> order, int skip, int most) {
  /** No answer holds more resources than these. */
  public static final int LARGEST_PAGE = 200;

  public Search {
    requireNonNull(tenant, "tenant");
    requireNonNull(type, "type");
    criteria = List.copyOf(criteria);
    order = List.copyOf(order);
    if (most < 0 || most > LARGEST_PAGE || skip < 0) {
      throw new IllegalArgumentException(
          "a page of %d from %d; expected at most %d".formatted(most, skip, LARGEST_PAGE));
    }
  }

  /** Everything of a type about a patient, from the newest. */
  public static Search about(
      Tenant tenant, String type, PatientReference patient, int skip, int most) {
    return new Search(
        tenant,
        type,
        List.of(new Criterion.Is(Property.PATIENT, Set.of(patient.value()))),
        List.of(),
        skip,
        most);
  }

  /** What a list is ordered by. */
  public enum By {
    ID("r.id"),
    STATUS("r.status"),
    AUTHORED("r.authored"),
    RECEIVED("r.receivedAt");

    private final String path;

    By(String path) {
      this.path = path;
    }
  }

  /** One thing that a list is ordered by; what lacks it comes last. */
  public record Order(By by, boolean descending) {
    String clause() {
      return by.path + (descending ? " desc" : " asc") + " nulls last";
    }
  }
}
