package org.plumbline.web.protocol.cdshooks;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.plumbline.web.access.FaultMapper;

/** Serves CDS Hooks at {@code /cds-services}. */
@ApplicationPath("/cds-services")
public class CdsHooksApplication extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(HookResource.class, FaultMapper.class, NothingKnownMapper.class);
  }
}
