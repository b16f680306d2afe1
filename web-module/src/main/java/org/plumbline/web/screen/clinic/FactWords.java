package org.plumbline.web.screen.clinic;

import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;

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
        .orElseGet(
            () -> value.isUnknown() ? "not known" : (value.stored() + " " + unit(fact)).strip());
  }

  /** A UCUM code as a clinician writes it. */
  static String unit(Fact fact) {
    return switch (fact.unit()) {
      case "{score}", "1" -> "";
      case "Cel" -> "°C";
      case "a" -> "years";
      case "wk" -> "weeks";
      case "mm[Hg]" -> "mmHg";
      default -> fact.unit();
    };
  }

  /** In a comparison nobody can tell "don't know" from "not asked". */
  String known(Fact fact, Value value) {
    return value.isUnknown() ? "not known" : shown(fact, value);
  }
}
