package org.plumbline.web.protocol.cdshooks;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.List;
import org.plumbline.web.access.FaultMapper;
import org.plumbline.web.intake.Fault;

/** Answers when nothing about the patient could be had. */
public class NothingKnownMapper implements ExceptionMapper<PreconditionFailed> {
  @Override
  public Response toResponse(PreconditionFailed exception) {
    return FaultMapper.response(
        Response.Status.PRECONDITION_FAILED.getStatusCode(),
        "not-found",
        List.of(
            new Fault(
                "prefetch",
                "says nothing about the patient, and neither does the FHIR server or our store")));
  }
}
