package org.plumbline.web.protocol.cdshooks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.web.document.Hook;
import org.plumbline.web.document.Order;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.Node;
import org.plumbline.web.intake.OrderCodes;
import org.plumbline.web.intake.Reference;

/** Finds the orders of a call that concern a lumbar spine. */
final class Orders {
  private final OrderCodes codes = OrderCodes.load();

  /**
   * The orders that were selected, or all drafts when they are signed.
   *
   * @throws IntakeRefused if one is about another patient
   */
  List<Order> of(HookRequest request) {
    if (!request.hook().isAboutOrders()) {
      return List.of();
    }
    var selected =
        request.hook() == Hook.ORDER_SELECT
            ? Optional.of(selected(request.context()))
            : Optional.<Set<String>>empty();
    var orders = new ArrayList<Order>();
    for (var resource : resources(request.context(), "draftOrders")) {
      checkPatient(resource, request);
      var id = resource.text("id").map("ServiceRequest/"::concat);
      var isService = resource.text("resourceType").equals(Optional.of("ServiceRequest"));
      if (isService && selected.map(it -> id.filter(it::contains).isPresent()).orElse(true)) {
        orders.add(new Order(codes.of(resource), resource));
      }
    }
    if (!request.context().faults().none()) {
      throw IntakeRefused.content(request.context().faults().all());
    }
    return orders;
  }

  private static Set<String> selected(Node context) {
    return new HashSet<>(context.requiredTexts("selections"));
  }

  /** The resources of a Bundle in the context. */
  static List<Node> resources(Node context, String name) {
    return context.object(name).map(it -> it.objects("entry")).orElse(List.of()).stream()
        .flatMap(it -> it.object("resource").stream())
        .toList();
  }

  private static void checkPatient(Node resource, HookRequest request) {
    var subject = resource.object("subject").flatMap(it -> it.text("reference"));
    var other =
        subject
            .flatMap(it -> Reference.to("Patient", it))
            .filter(it -> !it.equals(request.patient().value()));
    if (other.isPresent()) {
      resource.fault("subject", "is another patient than the one whom the call is about");
    }
  }
}
