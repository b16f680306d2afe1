package org.plumbline.web.access;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.Entry.Action;
import org.plumbline.audit.Entry.Deed;
import org.plumbline.database.FaultLog;
import org.plumbline.metric.Counted;
import org.plumbline.web.intake.RecordedIn;

/**
 * Counts every call, and audits those that may touch what is kept about patients: who, what, whose,
 * and how it ended. What is recorded of an assessment is audited where it is recorded.
 */
@ApplicationScoped
class Audited {
  private static final FaultLog FAULTS = FaultLog.of(Audited.class);

  /** The first part of a path that has patients behind it, and the kind of thing. */
  private static final Pattern ABOUT_PATIENTS =
      Pattern.compile(
          "/(fhir)/?|/(fhir)/(Patient|QuestionnaireResponse|Task|AuditEvent|GuidanceResponse|DetectedIssue|ServiceRequest|Provenance|Questionnaire/\\$[a-z-]+|PlanDefinition/.*\\$apply)(/.*)?"
              + "|/(api)/(assessments|follow-ups|worklist|patients)(/.*)?"
              + "|/(cds-services)/[a-z-]+(/feedback)?"
              + "|/(launch)/(write-back|write)(/.*)?"
              + "|/(intake)/.*|/(app)/(board|assessments|patients|follow-ups|outcomes|links|card|messages)(/.*)?");

  private static final Pattern PART =
      Pattern.compile("/(fhir|api|cds-services|launch|intake|kiosk|app)(/.*)?");

  /** A call that was not let in for its number is counted; to audit each would let it do harm. */
  private static final int TOO_MANY = 429;

  private static final double NANOS = 1e9;
  private static final int MOST_PATIENTS = 200;
  private static final int LONGEST = 120;

  private AuditTrail trail;

  @SuppressWarnings("NullAway.Init")
  protected Audited() {} // required by the container

  @Inject
  Audited(AuditTrail trail) {
    this.trail = trail;
  }

  /** Has a call answered, and keeps what it was. */
  void call(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var start = System.nanoTime();
    try {
      chain.doFilter(request, response);
    } finally {
      var path = path(request);
      count(path, response.getStatus(), System.nanoTime() - start);
      if (response.getStatus() != TOO_MANY
          && ABOUT_PATIENTS.matcher(path).matches()
          && response.getHeader(RecordedIn.HEADER) == null) {
        audit(request, response, path);
      }
    }
  }

  private static String path(HttpServletRequest request) {
    return request.getServletPath() + Objects.requireNonNullElse(request.getPathInfo(), "");
  }

  private static void count(String path, int status, long nanos) {
    var found = PART.matcher(path);
    var part = found.matches() ? found.group(1) : "pages";
    Counted.REQUESTS.labelValues(part, String.valueOf(status)).inc();
    Counted.SECONDS.labelValues(part).observe(nanos / NANOS);
  }

  /** A call that was answered is not taken back because it cannot be audited; that is counted. */
  private void audit(HttpServletRequest request, HttpServletResponse response, String path) {
    var caller = Callers.of(request);
    if (caller.isEmpty()) {
      return;
    }
    var patients = Callers.accessed(request);
    try {
      var deed =
          new Deed(
              caller.get().name(), action(request, path), what(path), response.getStatus(), "");
      if (patients.isEmpty()) {
        trail.add(caller.get().tenant(), deed);
      }
      for (var patient : patients.stream().limit(MOST_PATIENTS).toList()) {
        trail.add(caller.get().tenant(), deed, patient);
      }
    } catch (EJBException databaseAway) {
      Counted.NOT_AUDITED.inc();
      FAULTS.undone("access not audited", databaseAway);
    }
  }

  private static Action action(HttpServletRequest request, String path) {
    if (path.contains("$") || path.startsWith("/cds-services")) {
      return Action.EXECUTE;
    }
    return switch (request.getMethod()) {
      case "GET", "HEAD" -> Action.READ;
      case "PUT", "PATCH" -> Action.UPDATE;
      case "DELETE" -> Action.DELETE;
      default -> Action.CREATE;
    };
  }

  /** The kind of thing and the operation, without an id: one of an EHR may name a patient. */
  private static String what(String path) {
    if (path.startsWith("/intake/")) {
      return "intake";
    }
    var parts = path.split("/");
    var kind = parts[1] + "/" + (parts.length > 2 ? parts[2] : "");
    var last = parts[parts.length - 1];
    var operation = parts.length > 3 && last.matches("[$a-z][a-z-]{2,30}") ? "/" + last : "";
    var what = kind + operation;
    return what.substring(0, Math.min(what.length(), LONGEST));
  }
}
