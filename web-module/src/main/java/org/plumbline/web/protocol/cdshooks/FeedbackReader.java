package org.plumbline.web.protocol.cdshooks;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.feedback.Feedback;
import org.plumbline.feedback.Feedback.Outcome;
import org.plumbline.web.intake.Faults;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Node;

/**
 * Reads what an EHR reports about cards. See <a
 * href="https://cds-hooks.hl7.org/2.0/#feedback">Feedback</a>.
 */
final class FeedbackReader {
  private static final int MOST_ITEMS = 500;
  private static final int LONGEST_CARD = 64;
  private static final int LONGEST_CODE = 255;
  private static final int LONGEST_COMMENT = 4000;
  private static final int MOST_SUGGESTIONS = 50;

  private FeedbackReader() {}

  /**
   * Every item of the body.
   *
   * @throws IntakeRefused if any is at fault; then none is kept
   */
  static List<Feedback> read(byte[] body, Tenant tenant) {
    var faults = new Faults();
    var node = new Node("", JsonBody.parse(body), faults);
    if (!node.has("feedback")) {
      node.fault("feedback", "is missing");
    }
    var items = node.objects("feedback");
    if (items.size() > MOST_ITEMS) {
      node.fault("feedback", "has more than %d items".formatted(MOST_ITEMS));
    }
    var read = new ArrayList<Feedback>();
    items.stream().limit(MOST_ITEMS).forEach(it -> item(it, tenant).ifPresent(read::add));
    if (!faults.none()) {
      throw IntakeRefused.malformed(faults.all());
    }
    return read;
  }

  private static Optional<Feedback> item(Node item, Tenant tenant) {
    var card = bounded(item, "card", LONGEST_CARD);
    var outcome = outcome(item);
    var at = item.requiredText("outcomeTimestamp").flatMap(it -> moment(item, it));
    var suggestions = suggestions(item);
    if (outcome.equals(Optional.of(Outcome.ACCEPTED)) && suggestions.isEmpty()) {
      item.fault("acceptedSuggestions", "is missing; the outcome accepted needs it");
    }
    var override = item.object("overrideReason");
    var reason =
        override
            .flatMap(it -> it.object("reason"))
            .flatMap(it -> bounded(it, "code", LONGEST_CODE));
    var comment = override.flatMap(it -> it.text("userComment"));
    if (comment.filter(it -> it.length() > LONGEST_COMMENT).isPresent()) {
      item.fault("overrideReason", "has a comment of more than 4000 characters");
    }
    if (override.isPresent() && reason.isEmpty() && comment.isEmpty()) {
      item.fault("overrideReason", "has neither reason nor userComment");
    }
    if (card.isEmpty() || outcome.isEmpty() || at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Feedback(tenant, card.get(), outcome.get(), at.get(), suggestions, reason, comment));
  }

  private static Optional<String> bounded(Node node, String name, int longest) {
    var text = node.requiredText(name);
    if (text.filter(it -> it.length() > longest).isPresent()) {
      node.fault(name, "has more than %d characters".formatted(longest));
      return Optional.empty();
    }
    return text;
  }

  private static Optional<Outcome> outcome(Node item) {
    var text = item.requiredText("outcome");
    for (var outcome : Outcome.values()) {
      if (text.equals(Optional.of(outcome.code()))) {
        return Optional.of(outcome);
      }
    }
    if (text.isPresent()) {
      item.fault("outcome", "is neither accepted nor overridden");
    }
    return Optional.empty();
  }

  private static Optional<Instant> moment(Node item, String text) {
    try {
      var at = OffsetDateTime.parse(text);
      if (at.getYear() > 1900 && at.getYear() < 10_000) {
        return Optional.of(at.toInstant());
      }
    } catch (DateTimeException e) {
      // Answered below like any other text that is no moment.
    }
    item.fault("outcomeTimestamp", "is not a date with time and zone");
    return Optional.empty();
  }

  private static List<String> suggestions(Node item) {
    var accepted = item.objects("acceptedSuggestions");
    if (accepted.size() > MOST_SUGGESTIONS) {
      item.fault("acceptedSuggestions", "has more than %d items".formatted(MOST_SUGGESTIONS));
    }
    return accepted.stream()
        .limit(MOST_SUGGESTIONS)
        .map(it -> bounded(it, "id", LONGEST_CARD))
        .flatMap(Optional::stream)
        .toList();
  }
}
