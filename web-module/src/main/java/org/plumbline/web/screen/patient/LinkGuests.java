package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.link.LinkTokens;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Guests;

/** Knows a patient, and a shared device of a clinic, by the token in the address. */
@ApplicationScoped
class LinkGuests implements Guests {
  private static final Pattern PATH =
      Pattern.compile("/(intake|kiosk)/([A-Za-z0-9_-]{20,80})(/.*)?");
  private static final String ATTRIBUTE = IntakeLink.class.getName();

  private LinkTokens tokens;
  private IntakeLinks links;

  @SuppressWarnings("NullAway.Init")
  protected LinkGuests() {} // required by the container

  @Inject
  LinkGuests(LinkTokens tokens, IntakeLinks links) {
    this.tokens = tokens;
    this.links = links;
  }

  @Override
  public Optional<Caller> guest(HttpServletRequest request) {
    try {
      return link(request)
          .map(
              it ->
                  Caller.guest("patient link " + it.id(), it.tenant(), Optional.of(it.patient())));
    } catch (EJBException databaseAway) {
      return Optional.empty();
    }
  }

  /**
   * The link that an address is about.
   *
   * @throws EJBException if the database is away
   */
  Optional<IntakeLink> link(HttpServletRequest request) {
    var known = known(request);
    if (known.isPresent()) {
      return known;
    }
    var path = request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
    var match = PATH.matcher(path);
    if (!match.matches()) {
      return Optional.empty();
    }
    var kiosk = match.group(1).equals("kiosk");
    var link =
        tokens.verify(match.group(2)).flatMap(links::find).filter(it -> isKiosk(it) == kiosk);
    link.ifPresent(it -> request.setAttribute(ATTRIBUTE, it));
    return link;
  }

  /** The link that was found for this call already. */
  static Optional<IntakeLink> known(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof IntakeLink known
        ? Optional.of(known)
        : Optional.empty();
  }

  static boolean isKiosk(IntakeLink link) {
    return link.patient().value().startsWith("Kiosk/");
  }
}
