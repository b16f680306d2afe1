package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.plumbline.web.intake.JsonBody;
import org.plumbline.web.intake.Storable;

/** Refuses a resource with a text that cannot be stored; no XML has one. */
@Interceptor
public class StorableBody {
  /** The body was read by then, and is read once. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLED)
  public void check(RequestDetails request) {
    var body = request.getRequestContentsIfLoaded();
    var type = EncodingEnum.forContentType(contentType(request));
    if (body != null && type == EncodingEnum.JSON && Storable.isDoubtful(body)) {
      var parsed = JsonBody.parse(body);
      assert !parsed.isEmpty();
    }
  }

  private static String contentType(RequestDetails request) {
    var sent = request.getHeader("Content-Type");
    return sent == null ? "" : sent.split(";")[0].strip();
  }
}
