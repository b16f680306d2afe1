package org.plumbline.web.intake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Glossary;

/**
 * What is not known because of a fault. A door that refuses names the fault; one that answers all
 * the same, as a hook must, tells what it has not assessed.
 *
 * @param question the question whose answer is meant; empty when no single one is
 */
public record Missed(Part part, Optional<Fact> question) {
  public Missed {
    requireNonNull(part, "part");
    requireNonNull(question, "question");
  }

  /** A part of a response or of a record. */
  public enum Part {
    ANSWER("the answer"),
    ANSWERS("some answers"),
    VERSION("what a form of an unknown version asks beside"),
    AUTHORED("the moment of the answers"),
    SUBJECT("whose answers they are"),
    STATUS("whether the answers are finished"),
    BIRTH_DATE("birth date"),
    SEX("sex"),
    PATIENT("the patient's data"),
    CONDITION("an entry of the problem list"),
    ALLERGY("an allergy"),
    MEDICINE("a medicine"),
    MEASUREMENT("a measurement"),
    ENTRY("an entry of the record"),
    SOMEBODY_ELSE("an entry of the record");

    private final String words;

    Part(String words) {
      this.words = words;
    }
  }

  static Missed of(Part part) {
    return new Missed(part, Optional.empty());
  }

  static Missed answerTo(Fact question) {
    return new Missed(Part.ANSWER, Optional.of(question));
  }

  /** What it is, as a clinician calls it. */
  public String shown() {
    return question
        .map(it -> "%s to \"%s\"".formatted(part.words, Glossary.term(it)))
        .orElse(part.words);
  }
}
