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
 * @param manner how it was asked: a sign that was denied in a list was perhaps not read
 */
public record Provenance(String resource, Optional<String> linkId, Instant at, Manner manner) {
  /** How it was asked. */
  public enum Manner {
    BY_ITSELF,
    IN_A_LIST
  }

  public Provenance {
    requireNonNull(resource, "resource");
    requireNonNull(linkId, "linkId");
    requireNonNull(at, "at");
    requireNonNull(manner, "manner");
  }

  /** Of what stands in the record, or was answered to no single question. */
  public static Provenance of(String resource, Instant at) {
    return new Provenance(resource, Optional.empty(), at, Manner.BY_ITSELF);
  }

  /** The same of an answer to a question that was asked by itself. */
  public Provenance answering(String question) {
    return new Provenance(resource, Optional.of(question), at, Manner.BY_ITSELF);
  }

  /** Whether it was asked together with others, in one list. */
  public boolean inAList() {
    return manner == Manner.IN_A_LIST;
  }
}
