package org.plumbline.web.intake;

/** How an answer says where it is recorded, the same for every way in. */
public final class RecordedIn {
  /** The response header that names the recorded assessment. */
  public static final String HEADER = "Plumbline-Assessment";

  private RecordedIn() {}
}
