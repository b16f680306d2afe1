package org.plumbline.web.protocol.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.plumbline.web.access.FaultMapper;
import org.plumbline.web.operation.health.HealthResource;
import org.plumbline.web.operation.health.MetricsResource;

/** Serves plain JSON at {@code /api}. */
@ApplicationPath("/api")
public class ApiApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        HealthResource.class,
        AssessmentResource.class,
        RecordedAssessmentResource.class,
        DecisionResource.class,
        OutcomeResource.class,
        IntakeLinkResource.class,
        QuestionnaireResource.class,
        FollowUpResource.class,
        WorklistResource.class,
        RuleResource.class,
        PatientRecordResource.class,
        MetricsResource.class,
        FaultMapper.class);
  }
}
