package org.plumbline.web.protocol.cdshooks;

import java.util.Optional;
import java.util.Set;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OrderCodes.Kind;

/**
 * An order that is being written.
 *
 * @param resource the ServiceRequest as it was sent
 */
record Order(Set<Kind> kinds, Node resource) {
  Order {
    kinds = Set.copyOf(kinds);
  }

  /** Its priority; an order without one is routine. */
  String priority() {
    return resource.text("priority").orElse("routine");
  }

  /** The id, without which no change can be proposed. */
  Optional<String> id() {
    return resource.text("id");
  }
}
