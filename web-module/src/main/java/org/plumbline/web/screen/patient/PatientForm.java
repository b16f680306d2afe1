package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Optional;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Group;
import org.plumbline.kb.form.Question;

/** The form step by step, as the pages show it. */
public final class PatientForm {
  private static final String SIGNS = "stop-signs";
  private static final PatientForm LOADED = new PatientForm(Form.load());

  private final Form form;

  private PatientForm(Form form) {
    this.form = form;
  }

  /** The form of the knowledge base. */
  public static PatientForm load() {
    return LOADED;
  }

  /** The canonical address with its version. */
  String canonical() {
    return form.versioned();
  }

  /** How many steps there are. */
  public static int steps() {
    return LOADED.form.steps().size();
  }

  /** The groups of a step, counted from 1, with the questions that a patient answers. */
  public List<Group> step(int number) {
    return form.steps().get(number - 1);
  }

  /** Every group with its questions, those of an examination included. */
  public List<Group> groups() {
    return form.groups();
  }

  /** The step that shows a question. */
  int stepOf(String linkId) {
    for (var step = 1; step <= steps(); step++) {
      if (step(step).stream()
          .flatMap(it -> it.questions().stream())
          .anyMatch(it -> it.linkId().equals(linkId))) {
        return step;
      }
    }
    throw new IllegalArgumentException("no step shows " + linkId);
  }

  /** The step that shows the signs that nobody may pass by. */
  static int stepOfSigns() {
    for (var step = 1; step <= steps(); step++) {
      if (LOADED.step(step).stream().anyMatch(it -> it.linkId().equals(SIGNS))) {
        return step;
      }
    }
    throw new IllegalStateException("no step shows the group " + SIGNS);
  }

  /** A question by its linkId. */
  public Optional<Question> item(String linkId) {
    return form.question(linkId);
  }
}
