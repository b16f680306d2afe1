package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.resource.Criterion;

/**
 * The search of If-None-Exist: parameters alone, after a question mark, or in a whole address. See
 * <a href="http://hl7.org/fhir/R4/http.html#ccreate">FHIR, conditional create</a>.
 */
final class Conditional {
  private static final Set<String> OF_A_PATIENT = Set.of("_id", "identifier");
  private static final Set<String> OF_A_RESPONSE =
      Set.of("_id", "identifier", "status", "subject", "patient", "author", "questionnaire");

  private Conditional() {}

  /**
   * What it asks.
   *
   * @param type of which one is created
   * @param condition what was sent
   * @throws InvalidRequestException if it asks for another type, for nothing, or for what is not
   *     understood
   */
  static List<Criterion> criteria(
      FhirContext context, Class<? extends Resource> type, String condition) {
    var question = condition.indexOf('?');
    // One that stands after a parameter is of its value.
    var mark = condition.lastIndexOf('=', question) < 0 ? question : -1;
    var path = condition.substring(0, Math.max(mark, 0)).strip();
    var name = type.getSimpleName();
    if (!path.isEmpty() && !path.equals(name) && !path.endsWith("/" + name)) {
      throw new InvalidRequestException("If-None-Exist asks for another type; expected " + name);
    }
    var parameters = UrlUtil.parseQueryString(condition.substring(mark + 1).strip());
    if (parameters.isEmpty()) {
      throw new InvalidRequestException(
          "If-None-Exist: expected a search such as identifier=system|value");
    }
    var known = type == Patient.class ? OF_A_PATIENT : OF_A_RESPONSE;
    // No condition is about a day, so the zone does not matter.
    var terms = new Terms(new Dates(ZoneOffset.UTC));
    for (var parameter : parameters.entrySet()) {
      if (!known.contains(parameter.getKey())) {
        throw new InvalidRequestException(
            "If-None-Exist: %s is not understood; expected one of %s"
                .formatted(parameter.getKey(), String.join(", ", new TreeSet<>(known))));
      }
      terms.add(context, parameter);
    }
    return terms.criteria();
  }
}
