package org.plumbline.web.screen.launch;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import org.plumbline.web.registry.Registry;

/** The frames of registered EHRs alone may show us. */
@Provider
@PreMatching
@Dependent
public class LaunchFrames implements ContainerRequestFilter {
  private Registry registry;

  @Context private HttpServletResponse response;

  @SuppressWarnings("NullAway.Init")
  public LaunchFrames() {} // required by the container

  @SuppressWarnings("NullAway.Init") // the container gives the rest
  @Inject
  public LaunchFrames(Registry registry) {
    this.registry = registry;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'self'; form-action 'self'; frame-ancestors " + registry.frameAncestors());
  }
}
