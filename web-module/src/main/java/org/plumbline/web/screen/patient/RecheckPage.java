package org.plumbline.web.screen.patient;

import java.util.List;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.patient.StepPage.Clinic;

/**
 * A recheck as it is shown.
 *
 * @param address the address of the link
 * @param said what was chosen so far, and which questions have no answer
 */
public record RecheckPage(
    Messages words,
    String assets,
    Clinic clinic,
    String address,
    Questions questions,
    Recheck.Said said) {

  /** What is asked. */
  public record Questions(Question pain, Question trend, List<Part> parts) {
    public Questions {
      parts = List.copyOf(parts);
    }
  }

  /** One list of signs. */
  public record Part(Urgency urgency, String lead, List<Sign> signs) {
    public Part {
      signs = List.copyOf(signs);
    }

    /** By which it is known. */
    public String code() {
      return urgency.code();
    }
  }

  /** One sign, as it is put to this patient. */
  public record Sign(NetSign sign, String words) {
    /** By which it is known. */
    public String id() {
      return sign.id();
    }
  }

  /** The language. */
  public Language language() {
    return words.language();
  }

  /** Whether a question was left without an answer. */
  public boolean isOpen(String name) {
    return said.faults().contains(name);
  }

  /** Whether any was. */
  public boolean isOpen() {
    return !said.faults().isEmpty();
  }

  /** Whether this pain was chosen. */
  public boolean isPain(int level) {
    return said.pain().equals(String.valueOf(level));
  }

  /** Whether this course was chosen. */
  public boolean isTrend(String code) {
    return said.trend().equals(code);
  }

  /** Whether a sign was ticked. */
  public boolean isTicked(String id) {
    return said.signs().contains(id);
  }

  /** Whether this was said of the rest of a list. */
  public boolean isRest(Part part, boolean none) {
    return (none ? Recheck.NONE : Recheck.UNSURE).equals(said.rest().get(part.code()));
  }
}
