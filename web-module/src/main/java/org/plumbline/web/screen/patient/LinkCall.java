package org.plumbline.web.screen.patient;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.plumbline.link.IntakeLink;
import org.plumbline.web.screen.page.Sent;

/** One call by a link: the link that the address names, and what was sent. */
public final class LinkCall {
  private static final String LINK = IntakeLink.class.getName();

  @Context private HttpServletRequest request;

  /** The call that is being answered; {@link LinkEntry} has let it in. */
  @SuppressWarnings("NullAway.Init") // the container gives the fields
  public LinkCall() {}

  LinkCall(HttpServletRequest request) {
    this.request = request;
  }

  static void of(HttpServletRequest request, IntakeLink link) {
    request.setAttribute(LINK, link);
  }

  IntakeLink link() {
    return (IntakeLink) Objects.requireNonNull(request.getAttribute(LINK), "there is no link");
  }

  Sent sent() {
    return Sent.with(request);
  }

  /** For the languages that the browser speaks. */
  HttpServletRequest request() {
    return request;
  }
}
