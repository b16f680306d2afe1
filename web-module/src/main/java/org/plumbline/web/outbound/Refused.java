package org.plumbline.web.outbound;

/** A call to another system was not made, or gave nothing that can be used. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private Refused(String why) {
    super(why);
  }

  /** A refusal with its reason, which is for the log and holds nothing that was sent. */
  public static Refused because(String why) {
    return new Refused(why);
  }
}
