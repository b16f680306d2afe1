package org.plumbline.web.security;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who made the call that is being answered. */
@RequestScoped
public class Callers {
  private static final String ATTRIBUTE = Caller.class.getName();

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

  static Optional<Caller> of(HttpServletRequest request) {
    return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
  }

  static void set(HttpServletRequest request, Caller caller) {
    request.setAttribute(ATTRIBUTE, caller);
  }
}
