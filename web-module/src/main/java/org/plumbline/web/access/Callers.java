package org.plumbline.web.access;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.plumbline.history.Visit.PatientReference;

/** Who made the call that is being answered. */
@RequestScoped
public class Callers {
  private static final String ATTRIBUTE = Caller.class.getName();
  private static final String ACCESSED = Callers.class.getName() + ".accessed";

  private HttpServletRequest request;

  @SuppressWarnings("NullAway.Init")
  protected Callers() {} // required by the container

  @Inject
  Callers(HttpServletRequest request) {
    this.request = request;
  }

  /**
   * Who calls.
   *
   * @throws IllegalStateException on an address that anybody may call
   */
  public Caller current() {
    return of(request).orElseThrow(() -> new IllegalStateException("nobody has signed in"));
  }

  /** Who calls; empty when nobody has signed in. */
  public Optional<Caller> known() {
    return of(request);
  }

  /** The call handles what is kept about this patient; the audit names it. */
  public void accessed(PatientReference patient) {
    accessed(request).add(patient);
  }

  /** Whose data the call handled. */
  @SuppressWarnings("unchecked") // nobody else sets this attribute
  static Set<PatientReference> accessed(HttpServletRequest request) {
    var noted = (Set<PatientReference>) request.getAttribute(ACCESSED);
    if (noted == null) {
      noted = new LinkedHashSet<>();
      request.setAttribute(ACCESSED, noted);
    }
    return noted;
  }

  static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  static void set(HttpServletRequest request, Caller caller) {
    request.setAttribute(ATTRIBUTE, caller);
  }
}
