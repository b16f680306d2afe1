package org.plumbline.web.screen.clinic;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.plumbline.web.screen.page.Answering;

/** The pages of the clinic at {@code /app}. */
@ApplicationPath("/app")
public class ClinicApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AssessmentPages.class,
        AssessmentDocuments.class,
        DecisionPages.class,
        BoardPages.class,
        CardPages.class,
        FollowUpPages.class,
        KnowledgePages.class,
        MessagePages.class,
        OutcomePages.class,
        PatientPage.class,
        LinkPages.class,
        Entry.class,
        ClinicFaults.class,
        Answering.class);
  }
}
