package org.plumbline.web.protocol.cdshooks;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.Node;

/**
 * The resources of one key of the prefetch.
 *
 * @param search whether they are the result of a search, so that some may not concern us
 * @param next the address of the page that follows; empty when there is none
 */
record Prefetched(State state, boolean search, List<Node> resources, Optional<String> next) {

  static final Prefetched NOT_SENT = of(State.NOT_SENT);

  Prefetched {
    resources = List.copyOf(resources);
  }

  static Prefetched of(State state) {
    return new Prefetched(state, false, List.of(), Optional.empty());
  }

  /** Whether the record was read to its end. */
  boolean complete() {
    return state == State.COMPLETE || state == State.NONE;
  }

  /** Whether anything is known from it. */
  boolean usable() {
    return complete() || state == State.PARTIAL;
  }

  /** Reads a key: null, a resource, a Bundle or an OperationOutcome are four different answers. */
  static Prefetched read(Node prefetch, String key) {
    if (!prefetch.has(key)) {
      return of(State.NONE);
    }
    return prefetch.object(key).map(Prefetched::read).orElse(NOT_SENT);
  }

  /** Reads a resource as a server gave it. */
  static Prefetched read(Node resource) {
    return switch (resource.requiredText("resourceType").orElse("")) {
      case "OperationOutcome" -> of(State.FAILED);
      case "Bundle" -> bundle(resource);
      default -> new Prefetched(State.COMPLETE, false, List.of(resource), Optional.empty());
    };
  }

  private static Prefetched bundle(Node bundle) {
    var resources = new ArrayList<Node>();
    var failed = false;
    for (var entry : bundle.objects("entry")) {
      var resource = entry.object("resource");
      failed |= resource.filter(Prefetched::isOutcome).isPresent();
      resource.filter(it -> !isOutcome(it)).ifPresent(resources::add);
    }
    var next =
        bundle.objects("link").stream()
            .filter(it -> it.text("relation").equals(Optional.of("next")))
            .findFirst();
    // A page without a link to the next can still say that there is more than it holds.
    var more =
        bundle
            .number("total")
            .filter(it -> it.compareTo(BigDecimal.valueOf(resources.size())) > 0)
            .isPresent();
    return new Prefetched(
        next.isPresent() || failed || more ? State.PARTIAL : State.COMPLETE,
        true,
        resources,
        next.flatMap(it -> it.text("url")));
  }

  private static boolean isOutcome(Node resource) {
    return resource.text("resourceType").equals(Optional.of("OperationOutcome"));
  }

  /** These resources and those of the page that follows. */
  Prefetched and(Prefetched page) {
    var all = new ArrayList<>(resources);
    all.addAll(page.resources);
    return new Prefetched(page.state, true, all, page.next);
  }
}
