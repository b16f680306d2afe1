package org.plumbline.web.access;

import jakarta.ejb.EJBException;
import jakarta.json.JsonObject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.lang.System.Logger;
import java.util.List;
import org.plumbline.database.FaultLog;
import org.plumbline.history.DatabaseAway;
import org.plumbline.web.intake.Fault;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.json.Build;

/**
 * The one place where a fault becomes a status for CDS Hooks and plain JSON; every body is an
 * OperationOutcome.
 */
public class FaultMapper implements ExceptionMapper<Exception> {
  private static final Logger LOG = System.getLogger(FaultMapper.class.getName());
  private static final FaultLog FAULTS = FaultLog.of(FaultMapper.class);
  private static final int UNPROCESSABLE = 422;

  @Override
  public Response toResponse(Exception exception) {
    if (exception instanceof IntakeRefused refused) {
      return response(
          refused.isMalformed() ? Response.Status.BAD_REQUEST.getStatusCode() : UNPROCESSABLE,
          "invalid",
          refused.faults());
    }
    if (exception instanceof EJBException && DatabaseAway.isCauseOf(exception)) {
      FAULTS.undone("not recorded", exception);
      return response(
          Response.Status.SERVICE_UNAVAILABLE.getStatusCode(),
          "transient",
          List.of(
              new Fault("request", "could not be recorded; the database is away, send it again")));
    }
    if (exception instanceof WebApplicationException refused
        && refused.getResponse().getStatus()
            < Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
      var status = refused.getResponse().getStatusInfo();
      if (status.getStatusCode() == Response.Status.CONFLICT.getStatusCode()) {
        return response(
            status.getStatusCode(),
            "conflict",
            List.of(new Fault("request", String.valueOf(refused.getMessage()))));
      }
      return response(
          status.getStatusCode(),
          status.getStatusCode() == Response.Status.NOT_FOUND.getStatusCode()
              ? "not-found"
              : "not-supported",
          List.of(new Fault("request", status.getReasonPhrase())));
    }
    return response(
        Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
        "exception",
        List.of(new Fault("request", Incident.log(LOG, exception).shown())));
  }

  /** An answer that names its faults. */
  public static Response response(int status, String code, List<Fault> faults) {
    return Response.status(status)
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(outcome(code, faults))
        .build();
  }

  private static JsonObject outcome(String code, List<Fault> faults) {
    var issues = Build.array();
    for (var fault : faults) {
      var issue =
          Build.object()
              .add("severity", "error")
              .add("code", code)
              .add("diagnostics", fault.shown());
      issues.add(
          fault.where().isBlank()
              ? issue
              : issue.add("expression", Build.array().add(fault.where())));
    }
    return Build.object().add("resourceType", "OperationOutcome").add("issue", issues).build();
  }
}
