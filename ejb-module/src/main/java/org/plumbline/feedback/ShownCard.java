package org.plumbline.feedback;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;

/**
 * A card that is about to be shown.
 *
 * @param id the same for the same finding about the same patient
 * @param assessments the assessments that it tells about, the one that it is about first
 * @param hook on which hook it is shown
 * @param indicator how it asks for attention
 * @param rules the rules behind it
 * @param suggestions the ids of its suggestions
 */
public record ShownCard(
    Tenant tenant,
    UUID id,
    PatientReference patient,
    List<AssessmentId> assessments,
    String hook,
    String indicator,
    List<String> rules,
    List<UUID> suggestions) {
  public ShownCard {
    requireNonNull(tenant, "tenant");
    requireNonNull(id, "id");
    requireNonNull(patient, "patient");
    assessments = List.copyOf(assessments);
    rules = List.copyOf(rules);
    suggestions = List.copyOf(suggestions);
  }
}
