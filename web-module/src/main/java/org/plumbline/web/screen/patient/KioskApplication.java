package org.plumbline.web.screen.patient;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.plumbline.web.screen.page.Answering;

/** A shared device of a clinic at {@code /kiosk}. */
@ApplicationPath("/kiosk")
public class KioskApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(KioskPages.class, LinkEntry.class, PatientFaults.class, Answering.class);
  }
}
