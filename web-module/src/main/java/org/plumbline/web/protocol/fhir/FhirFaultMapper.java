package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import jakarta.ejb.EJBException;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.plumbline.history.DatabaseAway;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.intake.IntakeRefused;

/** The one place where a fault becomes a status for FHIR; every body is an OperationOutcome. */
@Interceptor
public class FhirFaultMapper {
  private static final Logger LOG = System.getLogger(FhirFaultMapper.class.getName());

  private static final int FRAMES = 5;
  private static final int UNAVAILABLE = 503;
  private static final String ANSWERED = FhirFaultMapper.class.getName();

  /** From here on what goes wrong is ours: the answer is there and only has to be written. */
  @Hook(value = Pointcut.SERVER_OUTGOING_RESPONSE, order = Integer.MIN_VALUE)
  public void answered(RequestDetails request) {
    request.getUserData().put(ANSWERED, true);
  }

  /** Turns what went wrong into what the client is told, in place of what was begun. */
  @Hook(Pointcut.SERVER_PRE_PROCESS_OUTGOING_EXCEPTION)
  public BaseServerResponseException answer(
      Throwable thrown, RequestDetails request, HttpServletResponse response) {
    response.resetBuffer();
    return request.getUserData().containsKey(ANSWERED) ? incident(thrown) : answer(thrown);
  }

  private static BaseServerResponseException incident(Throwable thrown) {
    return new InternalErrorException(Incident.log(LOG, thrown).shown());
  }

  BaseServerResponseException answer(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof IntakeRefused refused) {
        return refused.isMalformed()
            ? new InvalidRequestException("malformed", outcome(refused))
            : new UnprocessableEntityException("refused", outcome(refused));
      }
      if (cause instanceof StackOverflowError) {
        // The parser of XML has no limit of its own; that of JSON has.
        return new InvalidRequestException("the body is nested too deeply");
      }
      if (cause instanceof DataFormatException malformed) {
        return new InvalidRequestException(String.valueOf(malformed.getMessage()));
      }
      if (cause instanceof BaseServerResponseException known
          && known.getStatusCode() < InternalErrorException.STATUS_CODE) {
        return String.valueOf(known.getMessage()).contains("Exception")
            ? new InvalidRequestException("the body cannot be read: " + plain(known))
            : known;
      }
      if (cause instanceof EJBException && DatabaseAway.isCauseOf(cause)) {
        LOG.log(Level.ERROR, "resource not stored or read: the database is away");
        return new UnclassifiedServerFailureException(
            UNAVAILABLE, "the database is away; nothing was stored");
      }
    }
    if (isOfTheParser(thrown)) {
      return new InvalidRequestException("the body is not a FHIR resource");
    }
    return incident(thrown);
  }

  /** The parser of HAPI answers some malformed bodies with a null pointer. */
  private static boolean isOfTheParser(Throwable thrown) {
    for (var cause = thrown; cause != null; cause = cause.getCause()) {
      if (Stream.of(cause.getStackTrace())
          .limit(FRAMES)
          .anyMatch(it -> it.getClassName().startsWith("ca.uhn.fhir.parser."))) {
        return true;
      }
    }
    return false;
  }

  /** The last sentence of the parser: what stands before it names classes and places. */
  private static String plain(BaseServerResponseException known) {
    return String.valueOf(known.getMessage())
        .replaceFirst("(?s)^.*HAPI-\\d+: ", "")
        .replaceFirst("(?s): java\\..*$", "");
  }

  private static OperationOutcome outcome(IntakeRefused refused) {
    var outcome = new OperationOutcome();
    for (var fault : refused.faults()) {
      var issue =
          outcome
              .addIssue()
              .setSeverity(IssueSeverity.ERROR)
              .setCode(IssueType.INVALID)
              .setDiagnostics(fault.shown());
      if (!fault.where().isBlank()) {
        issue.addExpression(fault.where());
      }
    }
    return outcome;
  }
}
