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
 */
public record ShownCard(
    Tenant tenant, UUID id, PatientReference patient, List<AssessmentId> assessments, Face face) {
  public ShownCard {
    requireNonNull(tenant, "tenant");
    requireNonNull(id, "id");
    requireNonNull(patient, "patient");
    assessments = List.copyOf(assessments);
    requireNonNull(face, "face");
  }

  /**
   * What is seen of it.
   *
   * @param hook on which hook it is shown
   * @param rules the rules behind it
   * @param indicator how it asks for attention
   * @param suggestions the ids of its suggestions
   */
  public record Face(String hook, List<String> rules, String indicator, List<UUID> suggestions) {
    public Face {
      rules = List.copyOf(rules);
      suggestions = List.copyOf(suggestions);
    }
  }
}
