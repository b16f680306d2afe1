package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Optional;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Group;
import org.plumbline.kb.form.Question;

/** The form, as the pages show it. */
public final class PatientForm {
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

  /** Every group with its questions, those of an examination included. */
  public List<Group> groups() {
    return form.groups();
  }

  /** A question by its linkId. */
  public Optional<Question> item(String linkId) {
    return form.question(linkId);
  }
}
