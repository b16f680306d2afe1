package org.plumbline.web.screen.clinic;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.screen.page.Answer;

/** What the pages of the clinic say when something is not there, not allowed or does not work. */
@Provider
@Dependent
public class ClinicFaults implements ExceptionMapper<Exception> {
  private static final Logger LOG = System.getLogger(ClinicFaults.class.getName());
  private static final int BAD_REQUEST = 400;
  private static final int FAILED = 500;

  private Desk desk;

  @SuppressWarnings("NullAway.Init")
  public ClinicFaults() {} // required by the container

  @SuppressWarnings("NullAway.Init") // the container gives the rest
  @Inject
  public ClinicFaults(Desk desk) {
    this.desk = desk;
  }

  @Override
  public Response toResponse(Exception fault) {
    return Response.ok(answer(fault)).build();
  }

  Answer answer(Exception fault) {
    if (fault instanceof NotFoundException || isOfNothing(fault)) {
      return desk.missing();
    }
    if (fault instanceof EJBException) {
      LOG.log(Level.ERROR, "page not shown: {0}", fault.getClass().getName());
      return desk.away();
    }
    if (fault instanceof IntakeRefused refused) {
      return desk.note(
          BAD_REQUEST, "Not taken", refused.faults().get(0).shown(), List.of(Desk.TO_THE_BOARD));
    }
    if (fault instanceof WebApplicationException refused) {
      var status = refused.getResponse().getStatusInfo();
      return desk.note(
          status.getStatusCode(),
          "Not allowed",
          status.getReasonPhrase() + ".",
          List.of(Desk.TO_THE_BOARD));
    }
    var incident = Incident.log(LOG, fault);
    return desk.note(FAILED, "Something went wrong", incident.shown(), List.of(Desk.TO_THE_BOARD));
  }

  /** Asked for what is not there, or is another clinic's. */
  private static boolean isOfNothing(Exception fault) {
    return fault instanceof EJBException e
        && e.getCausedByException() instanceof IllegalArgumentException;
  }
}
