package org.plumbline.web.operation.health;

import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.regex.Pattern;
import org.plumbline.database.Patience;

/**
 * How long each call waits for the database, filters included: what is answered without it too
 * waits a fraction of a second, in all; whatever cannot be answered without it, some seconds.
 */
@WebListener
public class PatienceOfCalls implements ServletRequestListener {
  private static final Duration PATIENT = Duration.ofSeconds(10);

  private static final Pattern HURRIED =
      Pattern.compile(
          "POST /cds-services/[^/]+/?|[A-Z]+ /fhir/.*\\$(process-response|apply)|POST /api/assessments/?|GET /api/(health/.*|metrics)");

  private final Duration hurried = Patience.hurried();

  static boolean isHurried(String method, String path) {
    return HURRIED.matcher(method + " " + path).matches();
  }

  @Override
  public void requestInitialized(ServletRequestEvent event) {
    var request = (HttpServletRequest) event.getServletRequest();
    var hurry = isHurried(request.getMethod(), request.getRequestURI());
    Patience.begin(hurry, hurry ? hurried : PATIENT);
  }

  @Override
  public void requestDestroyed(ServletRequestEvent event) {
    Patience.end();
  }
}
