package org.plumbline.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;

/** By which address we are called; what a request says about it counts in a demonstration only. */
@ApplicationScoped
public class ServerAddress {
  private ServerSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected ServerAddress() {} // required by the container

  @Inject
  ServerAddress(ServerSettings settings) {
    this.settings = settings;
  }

  /** The base address, without a slash at the end. */
  public String base(HttpServletRequest request) {
    return settings
        .address()
        .map(URI::toString)
        .orElseGet(
            () ->
                "%s://%s:%d"
                    .formatted(
                        request.getScheme(), request.getServerName(), request.getServerPort()));
  }

  /** The address that was called, without its query. */
  String called(HttpServletRequest request) {
    return base(request) + request.getRequestURI();
  }
}
