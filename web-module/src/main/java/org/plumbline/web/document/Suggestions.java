package org.plumbline.web.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.document.Outcome.Answered;
import org.plumbline.web.json.Build;

/**
 * What a card proposes to do, with whole resources: nothing is left for the EHR to fill in. The
 * same proposal of the same card has the same id.
 */
final class Suggestions {
  private final Drafts drafts;
  private final UUID card;
  private final JsonArrayBuilder written = Build.array();
  private final List<UUID> ids = new ArrayList<>();

  Suggestions(Drafts drafts, UUID card) {
    this.drafts = drafts;
    this.card = card;
  }

  /** The ids, in the order of the suggestions. */
  List<UUID> ids() {
    return List.copyOf(ids);
  }

  JsonArray json() {
    return written.build();
  }

  Suggestions referral(Answered answered, String see) {
    var referral = drafts.referral(card, answered.read(), answered.recorded());
    return add(
        "referral",
        "Refer: " + see,
        true,
        actions(create("Add the referral as a draft", referral)));
  }

  /** Raises the priority of every order that is less urgent than the patient. */
  Suggestions priority(List<Order> orders, Urgency urgency) {
    var wanted = Drafts.priorityCode(urgency);
    var actions = Build.array();
    var any = false;
    for (var order : orders) {
      if (order.priority().equals("routine")
          && !wanted.equals("routine")
          && order.id().isPresent()) {
        var raised = Build.object(order.resource().json()).add("priority", wanted).build();
        actions.add(
            Build.object()
                .add("type", "update")
                .add("description", "Change the priority of the order to " + wanted)
                .add("resource", raised));
        any = true;
      }
    }
    return any ? add("priority", "Change the priority to " + wanted, true, actions.build()) : this;
  }

  Suggestions reviews(Answered answered) {
    var actions = Build.array();
    var tasks = drafts.reviews(card, answered.read(), answered.recorded());
    tasks.forEach(it -> actions.add(create("Add a task: " + it.getString("description"), it)));
    return tasks.isEmpty() ? this : add("reviews", "Plan the follow-up", false, actions.build());
  }

  Suggestions safetyNet(Answered answered) {
    var communication = drafts.safetyNet(card, answered.read(), answered.recorded());
    return add(
        "safety-net",
        "Give the patient the safety-net advice",
        false,
        actions(create("Add the advice as a draft communication", communication)));
  }

  private static JsonArray actions(JsonObject action) {
    return Build.array().add(action).build();
  }

  private static JsonObject create(String description, JsonObject resource) {
    return Build.object()
        .add("type", "create")
        .add("description", description)
        .add("resource", resource)
        .build();
  }

  private Suggestions add(String name, String label, boolean recommended, JsonArray actions) {
    var id = UUID.nameUUIDFromBytes((card + "|" + name).getBytes(UTF_8));
    ids.add(id);
    var suggestion =
        Build.object().add("label", label).add("uuid", id.toString()).add("actions", actions);
    if (recommended) {
      suggestion.add("isRecommended", true);
    }
    written.add(suggestion);
    return this;
  }
}
