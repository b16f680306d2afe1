package org.plumbline.web.access.launch;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Guests;
import org.plumbline.web.registry.Registry;

/** Knows a clinician by the cookie of a session, on the pages of the clinic alone. */
@ApplicationScoped
public class SessionGuests implements Guests {
  public static final String COOKIE = "__Host-plumbline";
  private static final String ATTRIBUTE = Session.class.getName();

  private Launch launch;
  private Registry registry;

  @SuppressWarnings("NullAway.Init")
  protected SessionGuests() {} // required by the container

  @Inject
  SessionGuests(Launch launch, Registry registry) {
    this.launch = launch;
    this.registry = registry;
  }

  @Override
  public Optional<Caller> guest(HttpServletRequest request) {
    if (!request.getServletPath().startsWith("/app")) {
      return Optional.empty();
    }
    return session(request)
        .flatMap(
            it ->
                registry
                    .named(it.client())
                    .map(client -> Caller.clinician(it.user(), client, it.patient())));
  }

  /** The session of a call; empty when there is none, it has ended, or the database is away. */
  public Optional<Session> session(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Session known) {
      return Optional.of(known);
    }
    if (cookie(request).isEmpty()) {
      return Optional.empty();
    }
    try {
      var session = launch.session(cookie(request));
      session.ifPresent(it -> request.setAttribute(ATTRIBUTE, it));
      return session;
    } catch (EJBException databaseAway) {
      return Optional.empty();
    }
  }

  public static Optional<String> cookie(HttpServletRequest request) {
    return cookie(request, COOKIE);
  }

  public static Optional<String> cookie(HttpServletRequest request, String name) {
    var cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Stream.of(cookies)
            .filter(it -> it.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }
}
