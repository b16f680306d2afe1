package org.plumbline.web.document;

import java.util.Optional;
import java.util.Set;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OrderCodes.Kind;

/**
 * An order that is being written.
 *
 * @param resource the ServiceRequest as it was sent
 */
public record Order(Set<Kind> kinds, Node resource) {
  public Order {
    kinds = Set.copyOf(kinds);
  }

  /** Its priority; an order without one is routine. */
  public String priority() {
    return resource.text("priority").orElse("routine");
  }

  /** The id, without which no change can be proposed. */
  public Optional<String> id() {
    return resource.text("id");
  }
}
