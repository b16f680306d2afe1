package org.plumbline.web.health;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.plumbline.history.Assessments;
import org.plumbline.kb.Library;

/** Readiness on the management port. */
@ApplicationScoped
@org.eclipse.microprofile.health.Readiness
public class Readiness implements HealthCheck {
  private Assessments assessments;

  @SuppressWarnings("NullAway.Init")
  protected Readiness() {} // required by the container

  @Inject
  Readiness(Assessments assessments) {
    this.assessments = assessments;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("plumbline")
        .up()
        .withData("knowledge", Library.VERSION)
        .withData("recording", isRecording(assessments))
        .build();
  }

  static boolean isRecording(Assessments assessments) {
    try {
      return assessments.isReachable();
    } catch (EJBException databaseAway) {
      return false;
    }
  }
}
