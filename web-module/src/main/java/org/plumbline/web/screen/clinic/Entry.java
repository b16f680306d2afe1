package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** Lets a call in to a page of the clinic, or answers it: who sits there is a parameter then. */
@Provider
@Dependent
public class Entry implements ContainerRequestFilter {
  private Desk desk;

  @Context private ResourceInfo resource;
  @Context private HttpServletRequest request;
  @Context private HttpServletResponse response;

  @SuppressWarnings("NullAway.Init")
  public Entry() {} // required by the container

  @SuppressWarnings("NullAway.Init") // the container gives the rest
  @Inject
  public Entry(Desk desk) {
    this.desk = desk;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    var entered = desk.letIn(request, response, isClinicWide());
    entered.seat().ifPresent(it -> Call.of(request, it));
    entered.refused().ifPresent(it -> context.abortWith(Response.ok(it).build()));
  }

  private boolean isClinicWide() {
    return resource.getResourceMethod().isAnnotationPresent(ClinicWide.class)
        || resource.getResourceClass().isAnnotationPresent(ClinicWide.class);
  }
}
