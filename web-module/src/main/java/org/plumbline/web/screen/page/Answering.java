package org.plumbline.web.screen.page;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Sends an {@link Answer}. A page holds nothing that an attacker could choose beside something
 * secret in it, so that it may be compressed.
 */
public class Answering implements ContainerResponseFilter {
  private static final int SMALL = 1400;

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(response.getEntity() instanceof Answer answer)) {
      return;
    }
    response.setStatus(answer.status());
    var headers = response.getHeaders();
    headers.remove(HttpHeaders.CONTENT_TYPE);
    answer.headers().forEach(headers::putSingle);
    // A form that is sent must say where it comes from; the address of a page stays with us.
    headers.putSingle("Referrer-Policy", "same-origin");
    if (answer.body().isEmpty()) {
      response.setEntity(null);
      return;
    }
    var bytes = answer.body().get().bytes();
    headers.add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (bytes.length > SMALL
        && Gzip.isAccepted(request.getHeaderString(HttpHeaders.ACCEPT_ENCODING))) {
      headers.putSingle(HttpHeaders.CONTENT_ENCODING, "gzip");
      bytes = Gzip.of(bytes);
    }
    response.setEntity(bytes);
  }
}
