package org.plumbline.web.intake;

import java.util.List;

/**
 * What was sent cannot be assessed; holds every fault. Nothing was recorded.
 *
 * <p>Malformed means that the body or its envelope has not the form that was agreed; otherwise the
 * content is at fault.
 */
public final class IntakeRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;
  private final boolean malformed;

  private IntakeRefused(List<Fault> faults, boolean malformed) {
    super(faults.size() + " faults");
    this.faults = List.copyOf(faults);
    this.malformed = malformed;
  }

  /** The body or its envelope is not what it must be. */
  public static IntakeRefused malformed(List<Fault> faults) {
    return new IntakeRefused(faults, true);
  }

  /** The content breaks a rule. */
  public static IntakeRefused content(List<Fault> faults) {
    return new IntakeRefused(faults, false);
  }

  /** Whether the form is at fault rather than the content. */
  public boolean isMalformed() {
    return malformed;
  }

  /** Every fault, in the order of the document. */
  public List<Fault> faults() {
    return faults;
  }
}
