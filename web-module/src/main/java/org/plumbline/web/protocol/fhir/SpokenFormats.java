package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.EncodingEnum;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.UnclassifiedServerFailureException;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * JSON and XML of FHIR R4 are spoken; who asks for or sends something else is told so. HAPI knows
 * more formats than we carry libraries for, and answers some of them under a name of its own. See
 * <a href="http://hl7.org/fhir/R4/http.html#mime-type">FHIR, content types</a>.
 */
@Interceptor
public class SpokenFormats {
  private static final int NOT_ACCEPTABLE = 406;
  private static final int UNSUPPORTED = 415;
  private static final Set<EncodingEnum> SPOKEN = Set.of(EncodingEnum.JSON, EncodingEnum.XML);
  private static final Set<String> ANY = Set.of("*/*", "application/*", "*");
  private static final Pattern VERSION =
      Pattern.compile(";\\s*fhirVersion\\s*=\\s*\"?([^\";]*)", Pattern.CASE_INSENSITIVE);
  private static final Pattern UNWANTED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

  /**
   * Refuses what is not spoken.
   *
   * @throws BaseServerResponseException with 406 or 415
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void check(ServletRequestDetails request) {
    var sent = request.getHeader(Constants.HEADER_CONTENT_TYPE);
    if (sent != null && (isForeign(sent) || !isOfThisVersion(sent))) {
      answerInJson(request);
      throw new UnclassifiedServerFailureException(
          UNSUPPORTED, "expected application/fhir+json or application/fhir+xml of FHIR 4.0");
    }
    var format = request.getParameters().get(Constants.PARAM_FORMAT);
    if (format != null && format.length > 0) {
      if (Stream.of(format).anyMatch(it -> !isSpoken(it))) {
        answerInJson(request);
        throw notAcceptable();
      }
      return;
    }
    var asked =
        request.getHeaders(Constants.HEADER_ACCEPT).stream()
            .flatMap(it -> Stream.of(it.split(",")))
            .filter(it -> !it.isBlank())
            .toList();
    var spoken = asked.stream().filter(SpokenFormats::isAcceptable).toList();
    if (spoken.isEmpty() && !asked.isEmpty()) {
      answerInJson(request);
      throw notAcceptable();
    }
    if (spoken.size() < asked.size()) {
      request.setHeaders(Constants.HEADER_ACCEPT, List.of(String.join(",", spoken)));
    }
  }

  /** What is refused is refused in a format that can be written. */
  private static void answerInJson(ServletRequestDetails request) {
    request.setHeaders(Constants.HEADER_ACCEPT, List.of(Constants.CT_FHIR_JSON_NEW));
    var parameters = new HashMap<>(request.getParameters());
    parameters.remove(Constants.PARAM_FORMAT);
    request.setParameters(parameters);
  }

  private static boolean isAcceptable(String asked) {
    return (ANY.contains(type(asked)) ? isOfThisVersion(asked) : isSpoken(asked))
        && !UNWANTED.matcher(asked).find();
  }

  private static boolean isSpoken(String asked) {
    // A plus that was not encoded in the address has become a blank.
    var encoding = EncodingEnum.forContentType(type(asked).replace(' ', '+'));
    return encoding != null && SPOKEN.contains(encoding) && isOfThisVersion(asked);
  }

  /** Whether it is a format of FHIR that is not read here; what is none at all is HAPI's to say. */
  private static boolean isForeign(String sent) {
    var encoding = EncodingEnum.forContentType(type(sent));
    return encoding != null && !SPOKEN.contains(encoding);
  }

  private static boolean isOfThisVersion(String asked) {
    var version = VERSION.matcher(asked);
    return !version.find() || version.group(1).strip().matches("4\\.0(\\.\\d+)?");
  }

  private static String type(String asked) {
    return asked.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static BaseServerResponseException notAcceptable() {
    return new UnclassifiedServerFailureException(
        NOT_ACCEPTABLE, "spoken here: application/fhir+json and application/fhir+xml of FHIR 4.0");
  }
}
