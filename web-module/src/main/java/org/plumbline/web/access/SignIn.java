package org.plumbline.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;
import org.plumbline.client.Client;

/**
 * Tells the container who calls, for every way in. What a caller without a token gets is decided by
 * the {@link Gate}: some addresses are for anybody.
 */
@ApplicationScoped
public class SignIn implements HttpAuthenticationMechanism {
  private static final String BEARER = "bearer ";

  private Tokens tokens;
  private ServerSettings settings;
  private ServerAddress address;
  private Instance<Guests> guests;

  @SuppressWarnings("NullAway.Init")
  protected SignIn() {} // required by the container

  @Inject
  SignIn(
      Tokens tokens, ServerSettings settings, ServerAddress address, @Any Instance<Guests> guests) {
    this.guests = guests;
    this.tokens = tokens;
    this.settings = settings;
    this.address = address;
  }

  @Override
  public AuthenticationStatus validateRequest(
      HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
    var caller = caller(request);
    if (caller.isEmpty()) {
      return context.doNothing();
    }
    Callers.set(request, caller.get());
    return context.notifyContainerAboutLogin(caller.get().name(), Set.of(Client.ROLE));
  }

  private Optional<Caller> caller(HttpServletRequest request) {
    // The container may ask twice; a token counts once.
    var before = Callers.of(request);
    if (before.isPresent()) {
      return before;
    }
    var header = request.getHeader("Authorization");
    var known = header == null ? Optional.<Caller>empty() : known(header, request);
    // A demonstration knows few keys; a client that signs each call is answered all the same.
    return known.isPresent() || (header != null && !settings.demo()) ? known : guest(request);
  }

  private Optional<Caller> known(String header, HttpServletRequest request) {
    return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? tokens.verify(
            header.substring(BEARER.length()).strip(),
            address.called(request),
            address.base(request) + "/fhir")
        : Optional.empty();
  }

  private Optional<Caller> guest(HttpServletRequest request) {
    return guests.stream()
        .flatMap(it -> it.guest(request).stream())
        .findFirst()
        .or(() -> settings.demo() ? Optional.of(Caller.DEMO) : Optional.empty());
  }
}
