package org.plumbline.web.screen.patient;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Question;

/**
 * Keeps what one page sent beside what is known already. A page that was shown before another one
 * answered never takes a yes back: which of both is right is asked.
 */
final class Kept {
  private static final String NO = "N";

  private final Answers answers;
  private final int shown;
  private boolean elsewhere;

  /**
   * @param shown how often answers had been taken when the page was shown
   */
  Kept(Answers answers, int shown) {
    this.answers = answers;
    this.shown = shown;
  }

  /** Whether an answer of another page was replaced, of which the patient is told. */
  boolean elsewhere() {
    return elsewhere;
  }

  /** An answer to a question that was asked by itself. */
  void alone(Question question, String value) {
    if (yields(question.linkId(), value)) {
      answers.put(question.linkId(), value);
    }
  }

  /** A question that was passed by. */
  void pass(Question question) {
    if (yields(question.linkId(), "")) {
      answers.pass(question.linkId());
    }
  }

  /** What was ticked in a list; what was ticked in it before and is not now says nothing more. */
  void tick(Collection<Fact> signs, Set<String> ticked) {
    for (var sign : signs) {
      var linkId = sign.code();
      var before = answers.to(linkId);
      if (ticked.contains(linkId)) {
        if (!answers.is(linkId, Answers.YES)) {
          answers.putInList(linkId, Answers.YES);
        }
      } else if (before.equals(Optional.of(Answers.YES)) && yields(linkId, "")) {
        answers.remove(linkId);
      }
    }
  }

  /** What was not ticked is not so; what was said of a sign by itself stays. */
  void deny(Collection<Fact> signs) {
    for (var sign : signs) {
      var linkId = sign.code();
      if (answers.to(linkId).isEmpty()) {
        answers.putInList(linkId, NO);
      }
    }
  }

  /** Whether something is not said of every sign yet. */
  boolean anyOpen(Collection<Fact> signs) {
    return signs.stream().anyMatch(it -> answers.to(it.code()).isEmpty());
  }

  /** Whether what is known gives way to what was sent. */
  private boolean yields(String linkId, String value) {
    var before = answers.to(linkId);
    var otherwise = before.isPresent() && !before.get().equals(value);
    if (otherwise && answers.trail().isChangedSince(shown, linkId)) {
      if (before.get().equals(Answers.YES)) {
        answers.trail().doubted().add(linkId);
        return false;
      }
      elsewhere = true;
    }
    return true;
  }
}
