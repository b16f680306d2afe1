package org.plumbline.web.protocol.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.web.document.Order;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OrderCodes;
import org.plumbline.web.intake.Reference;

/** Finds the orders of a call that concern a lumbar spine. */
final class Orders {
  private final OrderCodes codes = OrderCodes.load();

  /**
   * The orders of a call.
   *
   * @param passedOver whether one is left out, as it names another patient
   */
  record Found(List<Order> orders, boolean passedOver) {
    Found {
      orders = List.copyOf(orders);
    }
  }

  /** The orders that were selected; all drafts when they are signed, or nothing is selected. */
  Found of(HookRequest request) {
    if (!request.hook().isAboutOrders()) {
      return new Found(List.of(), false);
    }
    var selected = Set.copyOf(request.context().lookThrough("selections"));
    var orders = new ArrayList<Order>();
    var passedOver = false;
    for (var resource : resources(request.context(), "draftOrders")) {
      if (isOfAnother(resource, request)) {
        passedOver = true;
      } else if (isSelected(resource, selected)) {
        orders.add(new Order(codes.of(resource), resource));
      }
    }
    return new Found(orders, passedOver);
  }

  private static boolean isSelected(Node resource, Set<String> selected) {
    var id = resource.look("id").map("ServiceRequest/"::concat);
    return resource.look("resourceType").equals(Optional.of("ServiceRequest"))
        && (selected.isEmpty() || id.filter(selected::contains).isPresent());
  }

  /** The resources of a Bundle in the context. */
  static List<Node> resources(Node context, String name) {
    return context.lookAt(name).stream()
        .flatMap(it -> it.lookAt("entry").stream())
        .flatMap(it -> it.lookAt("resource").stream())
        .toList();
  }

  private static boolean isOfAnother(Node resource, HookRequest request) {
    return resource.lookAt("subject").stream()
        .flatMap(it -> it.look("reference").stream())
        .flatMap(it -> Reference.to("Patient", it).stream())
        .anyMatch(it -> !it.equals(request.patient().value()));
  }
}
