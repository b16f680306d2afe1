package org.plumbline.web.screen.patient;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.SameOrigin;

/** Finds the link that an address names. */
@Provider
@Dependent
public class LinkEntry implements ContainerRequestFilter {
  private LinkGuests guests;
  private Callers callers;
  private ServerAddress address;

  @Context private HttpServletRequest request;

  @SuppressWarnings("NullAway.Init")
  public LinkEntry() {} // required by the container

  @SuppressWarnings("NullAway.Init") // the container gives the rest
  @Inject
  public LinkEntry(LinkGuests guests, Callers callers, ServerAddress address) {
    this.guests = guests;
    this.callers = callers;
    this.address = address;
  }

  /**
   * Goes on with the link.
   *
   * @throws NotFoundException if there is none, or it has ended
   * @throws jakarta.ejb.EJBException if the database is away
   */
  @Override
  public void filter(ContainerRequestContext context) {
    var link = guests.link(request).orElseThrow(NotFoundException::new);
    if (!LinkGuests.isKiosk(link)) {
      callers.accessed(link.patient());
    }
    if (context.getMethod().equals("POST") && !SameOrigin.holds(request, address.base(request))) {
      context.abortWith(Response.ok(Answer.of(HttpServletResponse.SC_FORBIDDEN)).build());
      return;
    }
    LinkCall.of(request, link);
  }
}
