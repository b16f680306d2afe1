package org.plumbline.web.screen.clinic;

import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.wording.Glossary;

/** Facts and their values in the words of the form, for a clinician. */
final class FactWords {
  private final Form form = Form.load();

  Form form() {
    return form;
  }

  /** The question as it was asked; for what no form asks, what it means. */
  String text(Fact fact) {
    return form.question(fact).map(it -> it.text().english()).orElse(fact.meaning());
  }

  String shown(Fact fact, Value value) {
    if (value instanceof Presence presence) {
      return switch (presence) {
        case PRESENT -> "Yes";
        case ABSENT -> "No";
        case UNKNOWN -> "Don't know";
      };
    }
    return form.question(fact)
        .flatMap(it -> it.option(value.stored()))
        .map(it -> it.display().english())
        .orElseGet(() -> Glossary.shown(fact, value));
  }

  /** In a comparison nobody can tell "don't know" from "not asked". */
  String known(Fact fact, Value value) {
    return value.isUnknown() ? "not known" : shown(fact, value);
  }
}
