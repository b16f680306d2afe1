package org.plumbline.resource;

import jakarta.ejb.ApplicationException;

/** Another writer was first; nothing was kept. */
@ApplicationException(rollback = true)
public class StaleVersion extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int current;

  StaleVersion(int current) {
    super("the current version is %d".formatted(current));
    this.current = current;
  }

  /** The version that is current; 0 when there is none. */
  public int current() {
    return current;
  }
}
