package org.plumbline.kb.fact;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a fact came from.
 *
 * @param resource the FHIR resource that said it, such as {@code QuestionnaireResponse/42}
 * @param linkId the question that was answered; empty when it came from the record
 * @param at when it was said
 */
public record Provenance(String resource, Optional<String> linkId, Instant at) {
  public Provenance {
    requireNonNull(resource, "resource");
    requireNonNull(linkId, "linkId");
    requireNonNull(at, "at");
  }
}
