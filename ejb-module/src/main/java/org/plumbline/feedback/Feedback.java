package org.plumbline.feedback;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.client.Tenant;

/**
 * What a clinician did with a card.
 *
 * @param card the id of the card as it was sent; it need not be one of ours
 * @param outcome whether a suggestion was taken
 * @param at when, by the clock of the EHR
 * @param suggestions the ids of the suggestions that were accepted
 * @param reason the code of the reason for which the card was overridden
 * @param comment what the clinician wrote; may hold patient data
 */
public record Feedback(
    Tenant tenant,
    String card,
    Outcome outcome,
    Instant at,
    List<String> suggestions,
    Optional<String> reason,
    Optional<String> comment) {

  /** Whether a suggestion was taken. */
  public enum Outcome {
    ACCEPTED,
    OVERRIDDEN;

    /** As CDS Hooks writes it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Feedback {
    requireNonNull(tenant, "tenant");
    requireNonNull(card, "card");
    requireNonNull(outcome, "outcome");
    requireNonNull(at, "at");
    suggestions = List.copyOf(suggestions);
    requireNonNull(reason, "reason");
    requireNonNull(comment, "comment");
  }
}
