package org.plumbline.web.intake;

import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Codings and words of a CodeableConcept.
 *
 * @param words its text and the displays of its codings, in small letters; a word that is no text
 *     is passed over, for it decides nothing
 */
record Said(List<RecordCode.Coding> codings, String words) {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");

  Said {
    codings = List.copyOf(codings);
  }

  /** What an element says; nothing when it is missing. */
  static Said of(Node parent, String name) {
    return parent.object(name).map(Said::in).orElse(new Said(List.of(), ""));
  }

  /** What this CodeableConcept says. */
  static Said in(Node concept) {
    var codings = concept.objects("coding");
    return new Said(RecordCode.Coding.of(codings), words(concept, codings));
  }

  /** The words by which a reference names what it refers to. */
  static Said displayed(Node reference) {
    return new Said(
        List.of(),
        text(reference, "display").collect(Collectors.joining()).toLowerCase(Locale.ROOT));
  }

  private static String words(Node concept, List<Node> codings) {
    return Stream.concat(text(concept, "text"), codings.stream().flatMap(it -> text(it, "display")))
        .collect(Collectors.joining(" "))
        .toLowerCase(Locale.ROOT);
  }

  private static Stream<String> text(Node of, String name) {
    return Optional.ofNullable(of.json().get(name)).stream()
        .filter(JsonString.class::isInstance)
        .map(it -> ((JsonString) it).getString());
  }

  /** Both together. */
  Said and(Said other) {
    var all = new ArrayList<>(codings);
    all.addAll(other.codings);
    return new Said(all, words + " " + other.words);
  }

  /** Its words, each once. */
  Set<String> singleWords() {
    return BETWEEN_WORDS.splitAsStream(words).collect(Collectors.toSet());
  }

  /** Whether it holds this word, or these words one after the other. */
  boolean holds(String sought) {
    return Pattern.compile("(?<!\\p{L})" + Pattern.quote(sought) + "(?!\\p{L})")
        .matcher(words)
        .find();
  }
}
