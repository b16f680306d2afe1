package org.plumbline.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * What a resource is found by.
 *
 * @param patient the reference of the patient whom it is about, such as {@code Patient/1}
 * @param identifier system and value, joined by a bar
 * @param status the status code
 * @param authored when it was written
 * @param author the reference of who wrote it
 * @param questionnaire the canonical address that it answers
 */
public record Traits(
    Optional<String> patient,
    Optional<String> identifier,
    Optional<String> status,
    Optional<Instant> authored,
    Optional<String> author,
    Optional<String> questionnaire) {
  public Traits {
    requireNonNull(patient, "patient");
    requireNonNull(identifier, "identifier");
    requireNonNull(status, "status");
    requireNonNull(authored, "authored");
    requireNonNull(author, "author");
    requireNonNull(questionnaire, "questionnaire");
  }

  /** Found by its id alone. */
  public static final Traits NONE =
      new Traits(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
