package org.plumbline.web.document;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;

/**
 * A card that is ready to be shown.
 *
 * @param id the same for the same finding about the same patient
 * @param rules the rules behind it
 * @param suggestions the ids of its suggestions
 * @param json as it is sent
 */
public record Card(
    UUID id, Indicator indicator, List<String> rules, List<UUID> suggestions, JsonObject json) {
  public Card {
    rules = List.copyOf(rules);
    suggestions = List.copyOf(suggestions);
  }
}
