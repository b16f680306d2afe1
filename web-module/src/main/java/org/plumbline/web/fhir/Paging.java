package org.plumbline.web.fhir;

import ca.uhn.fhir.rest.server.SimpleBundleProvider;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.jspecify.annotations.Nullable;
import org.plumbline.resource.Query;

/** Which part of what was found a search asks for. */
record Paging(int skip, int most) {
  private static final int PAGE = 50;
  private static final int LARGEST = Query.LARGEST_PAGE;

  /**
   * Reads the parameters of a search.
   *
   * @throws InvalidRequestException if one is below 0
   */
  static Paging of(@Nullable Integer count, @Nullable Integer offset) {
    return new Paging(
        bounded(offset, "_offset", 0, Integer.MAX_VALUE), bounded(count, "_count", PAGE, LARGEST));
  }

  private static int bounded(@Nullable Integer value, String name, int otherwise, int most) {
    if (value == null) {
      return otherwise;
    }
    if (value < 0) {
      throw new InvalidRequestException("%s is %d; expected 0 or more".formatted(name, value));
    }
    return Math.min(value, most);
  }

  /** One page, with how much there is known as far as the next page. */
  SimpleBundleProvider page(List<? extends IBaseResource> found) {
    var provider = new SimpleBundleProvider(found.stream().map(it -> (IBaseResource) it).toList());
    provider.setCurrentPageOffset(skip);
    provider.setCurrentPageSize(most);
    return provider;
  }
}
