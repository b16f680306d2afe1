package org.plumbline.web.screen.patient;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.plumbline.web.screen.page.Answering;

/** The questions of a patient at {@code /intake}. */
@ApplicationPath("/intake")
public class IntakeApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        IntakePages.class,
        RecheckPages.class,
        AfterPages.class,
        LinkEntry.class,
        PatientFaults.class,
        Answering.class);
  }
}
