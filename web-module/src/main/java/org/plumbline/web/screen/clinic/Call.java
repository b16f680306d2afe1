package org.plumbline.web.screen.clinic;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import java.util.Objects;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Sent;

/** One call of a page of the clinic: who sits there, and what was sent. */
public final class Call {
  private static final String SEAT = Seat.class.getName();

  @Context private HttpServletRequest request;

  /** The call that is being answered; {@link Entry} has let it in. */
  @SuppressWarnings("NullAway.Init") // the container gives the fields
  public Call() {}

  Call(HttpServletRequest request) {
    this.request = request;
  }

  static void of(HttpServletRequest request, Seat seat) {
    request.setAttribute(SEAT, seat);
  }

  Seat seat() {
    return (Seat) Objects.requireNonNull(request.getAttribute(SEAT), "nobody sits there");
  }

  Sent sent() {
    return Sent.with(request);
  }

  /** For what knows a browser by its cookie, or the server by the address that was called. */
  HttpServletRequest request() {
    return request;
  }
}
