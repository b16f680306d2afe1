package org.plumbline.web.intake;

import java.util.ArrayList;
import java.util.List;

/** Collects the faults of one document, so that all of them are named and not only the first. */
public final class Faults {
  private static final int SHOWN = 120;

  private final List<Fault> found = new ArrayList<>();

  /** Notes a fault at a path. */
  public void add(String where, String what) {
    found.add(new Fault(where, what));
  }

  /** Whether nothing is wrong so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /** How many there are so far. */
  int count() {
    return found.size();
  }

  /** Every fault so far. */
  public List<Fault> all() {
    return List.copyOf(found);
  }

  /**
   * A sent text as a message may show it: without control characters and not longer than a line.
   */
  static String shown(String sent) {
    var clean = sent.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= SHOWN ? clean : clean.substring(0, SHOWN) + "...";
  }
}
