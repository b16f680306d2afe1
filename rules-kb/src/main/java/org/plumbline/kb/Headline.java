package org.plumbline.kb;

import static org.plumbline.kb.advice.HeadlineWords.Word.AND;
import static org.plumbline.kb.advice.HeadlineWords.Word.CLEAR;
import static org.plumbline.kb.advice.HeadlineWords.Word.OPEN;
import static org.plumbline.kb.advice.HeadlineWords.Word.TOLD;
import static org.plumbline.kb.advice.HeadlineWords.Word.UNANSWERED;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.kb.advice.HeadlineWords;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.differential.Pointer;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Wording;

/**
 * What a patient reads first: what it most likely is and whether to train. A {@code {number}}
 * stands for the number to call.
 *
 * @param why in the patient's own answers; empty when there are none to name
 */
public record Headline(Wording wording, Optional<Wording> why) {
  /** More than these are no sentence that somebody in pain reads. */
  private static final int MOST = 3;

  static Headline of(Assessment assessment, HeadlineWords words) {
    return named(assessment, words)
        .map(it -> new Headline(it, Optional.of(whyNamed(assessment, words))))
        .orElseGet(
            () -> new Headline(words.alone(assessment.urgency()), whyAlone(assessment, words)));
  }

  /** The origin, where nothing else was found, nothing is missing and training is planned. */
  private static Optional<Wording> named(Assessment assessment, HeadlineWords words) {
    var train = words.train(assessment.urgency());
    return isClear(assessment) && train.isPresent()
        ? assessment
            .leaning()
            .flatMap(it -> words.origin(it.leader(), it.band()))
            .map(it -> joined(List.of(it, train.get())))
        : Optional.empty();
  }

  /** Whether every question of the core was answered, and no answer is a red flag. */
  private static boolean isClear(Assessment assessment) {
    return assessment.redFlags().isEmpty() && !assessment.provisional();
  }

  private static Wording whyNamed(Assessment assessment, HeadlineWords words) {
    var parts = new ArrayList<Wording>();
    assessment.leaning().flatMap(it -> because(it, words)).ifPresent(parts::add);
    parts.add(words.of(CLEAR));
    return joined(parts);
  }

  private static Optional<Wording> whyAlone(Assessment assessment, HeadlineWords words) {
    if (isClear(assessment)) {
      return Optional.of(joined(List.of(words.of(OPEN), words.of(CLEAR))));
    }
    var parts = new ArrayList<>(told(assessment, words));
    if (parts.isEmpty() && assessment.provisional()) {
      parts.add(words.of(UNANSWERED));
    }
    return parts.isEmpty() ? Optional.empty() : Optional.of(joined(parts));
  }

  /** What was reported of what decides, as the patient would say it. */
  private static List<Wording> told(Assessment assessment, HeadlineWords words) {
    var parts = new ArrayList<Wording>();
    for (var said : assessment.handover().reported().stream().limit(MOST).toList()) {
      parts.add(said.map(language -> Glossary.capital(said.in(language)) + "."));
    }
    if (!parts.isEmpty()) {
      parts.add(0, words.of(TOLD));
    }
    return parts;
  }

  /** The answers that speak most for the origin that leads, as one sentence. */
  private static Optional<Wording> because(Differential leaning, HeadlineWords words) {
    var clauses =
        leaning.pointers(leaning.leader()).stream()
            .filter(Pointer::toward)
            .flatMap(it -> words.because(it.fact(), it.value()).stream())
            .limit(MOST)
            .toList();
    return clauses.stream()
        .reduce((one, next) -> linked(one, next, next.equals(last(clauses)), words))
        .map(it -> it.map(language -> Glossary.capital(it.in(language)) + "."));
  }

  private static Wording last(List<Wording> clauses) {
    return clauses.get(clauses.size() - 1);
  }

  private static Wording linked(Wording one, Wording next, boolean last, HeadlineWords words) {
    return one.map(
        language ->
            one.in(language)
                + (last ? " " + words.of(AND).in(language) + " " : ", ")
                + next.in(language));
  }

  private static Wording joined(List<Wording> sentences) {
    return sentences
        .get(0)
        .map(
            language ->
                sentences.stream().map(it -> it.in(language)).collect(Collectors.joining(" ")));
  }
}
