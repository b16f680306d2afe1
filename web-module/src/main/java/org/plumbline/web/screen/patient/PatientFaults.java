package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.screen.page.Answer;

/** What a patient reads when a link has ended, or something does not work. */
@Provider
@Dependent
public class PatientFaults implements ExceptionMapper<Exception> {
  private static final Logger LOG = System.getLogger(PatientFaults.class.getName());
  private static final int BAD_REQUEST = 400;

  private PatientPages pages;

  @Context private HttpServletRequest request;

  @SuppressWarnings("NullAway.Init")
  public PatientFaults() {} // required by the container

  @SuppressWarnings("NullAway.Init") // the container gives the rest
  @Inject
  public PatientFaults(PatientPages pages) {
    this.pages = pages;
  }

  @Override
  public Response toResponse(Exception fault) {
    return Response.ok(answer(fault)).build();
  }

  private Answer answer(Exception fault) {
    if (fault instanceof NotFoundException) {
      return pages.expired(request);
    }
    if (fault instanceof IntakeRefused) {
      return Answer.of(BAD_REQUEST);
    }
    if (fault instanceof WebApplicationException refused) {
      return pages.fault(request, refused.getResponse().getStatus());
    }
    if (fault instanceof EJBException) {
      LOG.log(Level.ERROR, "answers not kept or read: {0}", fault.getClass().getName());
    } else {
      Incident.log(LOG, fault);
    }
    return pages.away(request);
  }
}
