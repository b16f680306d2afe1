package org.plumbline.web.screen.launch;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.plumbline.web.access.launch.SignInRefused;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.screen.page.Answer;

/** What is said when a launch or a sign-in does not work. */
@Provider
@Dependent
public class LaunchFaults implements ExceptionMapper<Exception> {
  private static final Logger LOG = System.getLogger(LaunchFaults.class.getName());

  private LaunchNotes notes;

  @SuppressWarnings("NullAway.Init")
  public LaunchFaults() {} // required by the container

  @Inject
  public LaunchFaults(LaunchNotes notes) {
    this.notes = notes;
  }

  @Override
  public Response toResponse(Exception fault) {
    return Response.ok(answer(fault)).build();
  }

  private Answer answer(Exception fault) {
    if (fault instanceof Refused refused) {
      LOG.log(Level.WARNING, "launch refused: {0}", refused.getMessage());
      return notes.note(
          HttpServletResponse.SC_BAD_REQUEST,
          "Plumbline could not be launched",
          "The record system is not registered here, or it did not answer.");
    }
    if (fault instanceof SignInRefused refused) {
      LOG.log(Level.WARNING, "sign-in refused: {0}", refused.getMessage());
      return notes.note(refused.status(), refused.heading(), refused.line());
    }
    if (fault instanceof WebApplicationException refused) {
      var status = refused.getResponse().getStatusInfo();
      return notes.note(status.getStatusCode(), status.getReasonPhrase(), "");
    }
    if (fault instanceof EJBException) {
      LOG.log(Level.ERROR, "launch not done: {0}", fault.getClass().getName());
    } else {
      Incident.log(LOG, fault);
    }
    return notes.note(
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "Plumbline cannot sign you in now",
        "Open it from the record again in a minute.");
  }
}
