package org.plumbline.web.protocol.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.web.document.Hook;
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

  /**
   * The orders that were selected or are sent out; all drafts when they are signed, or nothing is
   * named.
   */
  Found of(HookRequest request) {
    if (!request.hook().isAboutOrders()) {
      return new Found(List.of(), false);
    }
    var named = named(request);
    var orders = new ArrayList<Order>();
    var passedOver = false;
    for (var resource : resources(request)) {
      var meant = isNamed(resource, named);
      if (isOfAnother(resource, request)) {
        // What the record holds beside the orders that are sent out is not what the call is about.
        passedOver |= meant || request.hook() != Hook.ORDER_DISPATCH;
      } else if (meant) {
        orders.add(new Order(codes.of(resource), resource));
      }
    }
    return new Found(orders, passedOver);
  }

  private static boolean isNamed(Node resource, Set<String> named) {
    var id = resource.look("id").map("ServiceRequest/"::concat);
    return resource.look("resourceType").equals(Optional.of("ServiceRequest"))
        && (named.isEmpty() || id.filter(named::contains).isPresent());
  }

  /** A dispatch names orders that exist; the others hold what is being written. */
  private static List<Node> resources(HookRequest request) {
    return request.hook() == Hook.ORDER_DISPATCH
        ? request.of(Hook.ORDERS).resources()
        : resources(request.context(), "draftOrders");
  }

  /** The references of the orders that are meant; version 1.0 of a dispatch named one. */
  private static Set<String> named(HookRequest request) {
    var context = request.context();
    if (request.hook() != Hook.ORDER_DISPATCH) {
      return Set.copyOf(context.lookThrough("selections"));
    }
    return Stream.concat(
            context.lookThrough("dispatchedOrders").stream(), context.look("order").stream())
        .flatMap(it -> Reference.to("ServiceRequest", it).stream())
        .collect(Collectors.toSet());
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
