package org.plumbline.web.protocol.cdshooks;

import jakarta.json.JsonArray;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.web.document.Outcome.State;
import org.plumbline.web.intake.Faults;
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

  /**
   * Reads a key: null, a resource, a Bundle, an OperationOutcome and what is none of them are five
   * different answers.
   */
  static Prefetched read(Node prefetch, String key) {
    if (!prefetch.has(key)) {
      return of(State.NONE);
    }
    var faults = new Faults();
    var own = new Node(prefetch.path(), prefetch.json(), faults);
    var sent = own.json().get(key) instanceof JsonArray ? own.objects(key) : own.lookAt(key);
    return sent.stream()
        .map(Prefetched::read)
        .reduce(Prefetched::beside)
        .map(it -> it.inPartIf(!faults.none()))
        .orElse(of(State.UNREAD));
  }

  /** Reads a resource as a server gave it, also in the wrapping of the first CDS Hooks. */
  static Prefetched read(Node resource) {
    var type = resource.look("resourceType");
    var wrapped = resource.lookAt("resource");
    if (type.isEmpty() && !wrapped.isEmpty()) {
      return read(wrapped.get(0));
    }
    return switch (type.orElse(resource.has("entry") ? "Bundle" : "")) {
      case "OperationOutcome" -> of(State.FAILED);
      case "Bundle" -> bundle(resource);
      default ->
          type.isEmpty() && !resource.has("item")
              ? of(State.UNREAD)
              : new Prefetched(State.COMPLETE, false, List.of(resource), Optional.empty());
    };
  }

  private static Prefetched bundle(Node bundle) {
    var resources = new ArrayList<Node>();
    var failed = false;
    var entries = bundle.objects("entry");
    for (var entry : entries) {
      var inside = read(entry.has("resourceType") ? entry : entry.object("resource").orElse(entry));
      failed |= inside.state != State.COMPLETE;
      resources.addAll(inside.resources);
    }
    var next =
        bundle.objects("link").stream()
            .filter(it -> it.look("relation").equals(Optional.of("next")))
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

  /** Only a part, where there were faults. */
  Prefetched inPartIf(boolean faulty) {
    return faulty && usable() ? new Prefetched(State.PARTIAL, search, resources, next) : this;
  }

  /** Several resources that were sent as they are count as the result of a search. */
  private Prefetched beside(Prefetched other) {
    var all = new ArrayList<>(resources);
    all.addAll(other.resources);
    var whole = complete() && other.complete();
    return new Prefetched(whole ? State.COMPLETE : State.PARTIAL, true, all, next);
  }

  /** These resources and those of the page that follows. */
  Prefetched and(Prefetched page) {
    var all = new ArrayList<>(resources);
    all.addAll(page.resources);
    return new Prefetched(page.state, true, all, page.next);
  }
}
