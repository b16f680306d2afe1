package org.plumbline.web.access.launch;

/** Somebody may not come in, for a reason that a person can do something about. */
public final class SignInRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String heading;
  private final String line;

  private SignInRefused(int status, String why, String heading, String line) {
    super(why);
    this.status = status;
    this.heading = heading;
    this.line = line;
  }

  static SignInRefused notAClinician() {
    return new SignInRefused(
        403,
        "who signed in is neither Practitioner nor PractitionerRole",
        "Only clinicians can sign in here",
        "Your record system does not say that you work at the clinic. Patients answer by the link that the clinic gives them. If you do work here,"
            + " ask your administrator to make your account that of a practitioner.");
  }

  static SignInRefused ambiguous() {
    return new SignInRefused(
        400,
        "several clinics are registered with this FHIR server",
        "Which clinic is this?",
        "Several clinics share this record system. Sign in by the address of your clinic, which your administrator knows: it ends in client= and"
            + " the clinic's name.");
  }

  public int status() {
    return status;
  }

  public String heading() {
    return heading;
  }

  public String line() {
    return line;
  }
}
