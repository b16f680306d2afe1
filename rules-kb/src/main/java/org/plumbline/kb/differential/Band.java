package org.plumbline.kb.differential;

import java.util.Locale;

/** How firmly the leading origin leads. There is no finer scale: a percentage would be invented. */
public enum Band {
  LIKELY,
  POSSIBLE,
  INDETERMINATE;

  /** The code, such as {@code likely}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
