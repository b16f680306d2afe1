package org.plumbline.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.resource.Criterion.Token;

/**
 * What a resource is found by.
 *
 * @param patient the reference of the patient whom it is about, such as {@code Patient/1}
 * @param identifier system and value, joined by a bar; several as {@link #identifiers} joins them
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

  /** What can be kept to find a resource by its identifiers, in characters. */
  public static final int LONGEST_IDENTIFIERS = 600;

  /** Identifiers as they are kept: one as it is sought, several so that each is found whole. */
  public static Optional<String> identifiers(List<Token> tokens) {
    var valued = tokens.stream().filter(it -> it.value().isPresent()).toList();
    if (valued.size() < 2) {
      return valued.stream().findFirst().map(it -> joined(it, "|"));
    }
    return Optional.of(
        valued.stream().map(it -> "\n" + joined(it, "\t")).collect(Collectors.joining()) + "\n");
  }

  private static String joined(Token token, String by) {
    return token.system().orElse("") + by + token.value().orElse("");
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
