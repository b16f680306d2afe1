package org.plumbline.web.screen.launch;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.plumbline.web.screen.page.Answering;

/** Sign-in and launch by an EHR at {@code /launch}. */
@ApplicationPath("/launch")
public class LaunchApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(LaunchPages.class, LaunchFrames.class, LaunchFaults.class, Answering.class);
  }
}
