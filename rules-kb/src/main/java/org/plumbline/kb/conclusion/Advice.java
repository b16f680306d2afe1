package org.plumbline.kb.conclusion;

import static java.util.Objects.requireNonNull;

/**
 * An item of advice.yaml is called for. Whether it is also given is another matter: a
 * contraindication can hold it back.
 *
 * @param id the rule that fired, and the item of the same name
 */
public record Advice(String id) implements Conclusion {
  public Advice {
    requireNonNull(id, "id");
  }
}
