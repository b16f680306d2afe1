package org.plumbline.web.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a caller may do on the FHIR endpoint: SMART scopes of version 1 ({@code patient/*.read}) and
 * 2 ({@code user/Patient.rs}). See <a
 * href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html">SMART App Launch,
 * scopes</a>. A scope with a search condition after a question mark grants nothing here: we could
 * not hold it to its condition.
 */
public record Scopes(List<Scope> granted) {
  private static final Pattern SCOPE =
      Pattern.compile("(patient|user|system)/([A-Za-z]+|\\*)\\.(read|write|\\*|c?r?u?d?s?)");

  public Scopes {
    granted = List.copyOf(granted);
  }

  /** On behalf of whom. */
  public enum Level {
    /** One patient, the one of the token. */
    PATIENT,
    USER,
    SYSTEM
  }

  /** What is done with a resource, as the letters of SMART 2. */
  public enum Interaction {
    CREATE('c'),
    READ('r'),
    UPDATE('u'),
    SEARCH('s');

    private final char letter;

    Interaction(char letter) {
      this.letter = letter;
    }
  }

  /**
   * One scope.
   *
   * @param type a resource type, or an asterisk for all
   * @param letters what may be done
   */
  record Scope(Level level, String type, String letters) {
    /** What both allow; empty when that is nothing. */
    Optional<Scope> and(Scope other) {
      if (level != other.level
          || !(type.equals("*") || other.type.equals("*") || type.equals(other.type))) {
        return Optional.empty();
      }
      var both =
          letters
              .chars()
              .filter(it -> other.letters.indexOf(it) >= 0)
              .mapToObj(Character::toString)
              .collect(Collectors.joining());
      return both.isEmpty()
          ? Optional.empty()
          : Optional.of(new Scope(level, type.equals("*") ? other.type : type, both));
    }

    boolean allows(String sought, Interaction interaction) {
      return (type.equals("*") || type.equals(sought)) && letters.indexOf(interaction.letter) >= 0;
    }
  }

  /** Nothing on the FHIR endpoint. */
  static final Scopes NONE = new Scopes(List.of());

  /** Everything, for the demonstration. */
  static final Scopes ALL = new Scopes(List.of(new Scope(Level.SYSTEM, "*", "cruds")));

  /**
   * Reads scopes that are separated by spaces; others than those of FHIR resources are left out.
   */
  static Scopes parse(String text) {
    var granted = new ArrayList<Scope>();
    for (var part : text.split(" ")) {
      var match = SCOPE.matcher(part);
      if (match.matches() && !match.group(3).isEmpty()) {
        granted.add(scope(match));
      }
    }
    return new Scopes(granted);
  }

  private static Scope scope(Matcher match) {
    var letters =
        switch (match.group(3)) {
          case "read" -> "rs";
          case "write" -> "cud";
          case "*" -> "cruds";
          default -> match.group(3);
        };
    var level =
        switch (match.group(1)) {
          case "patient" -> Level.PATIENT;
          case "user" -> Level.USER;
          default -> Level.SYSTEM;
        };
    return new Scope(level, match.group(2), letters);
  }

  /**
   * Reads the scopes of a token that somebody else will check: one with a search condition counts
   * as if it had none.
   */
  public static Scopes lenient(String text) {
    return parse(text.replaceAll("\\?\\S*", ""));
  }

  /** What of these is within what an issuer may grant at most; all of it when nothing is said. */
  Scopes within(Set<String> most) {
    if (most.isEmpty()) {
      return this;
    }
    var limit = parse(String.join(" ", most));
    return new Scopes(
        granted.stream()
            .flatMap(it -> limit.granted.stream().flatMap(limited -> it.and(limited).stream()))
            .distinct()
            .toList());
  }

  /** Whether this may be done, for whichever patient. */
  public boolean allow(String type, Interaction interaction) {
    return granted.stream().anyMatch(it -> it.allows(type, interaction));
  }

  /**
   * Whether this may be done for all patients of the clinic, and not only for that of the token.
   */
  boolean allowForAll(String type, Interaction interaction) {
    return granted.stream()
        .anyMatch(it -> it.level != Level.PATIENT && it.allows(type, interaction));
  }
}
