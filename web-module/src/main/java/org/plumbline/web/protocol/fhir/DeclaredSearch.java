package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.method.SearchMethodBinding;
import ca.uhn.fhir.rest.server.method.SearchParameter;
import ca.uhn.fhir.rest.server.method.SortParameter;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Refuses a search that asks for what is not declared: HAPI passes over parameters that begin with
 * an underscore and modifiers, and would answer with everything of everybody. See <a
 * href="http://hl7.org/fhir/R4/search.html#errors">FHIR, handling search errors</a>.
 */
@Interceptor
public class DeclaredSearch {
  /** How an answer is written, and how much of it. */
  private static final Set<String> OF_THE_ANSWER =
      Set.of(
          Constants.PARAM_FORMAT,
          Constants.PARAM_PRETTY,
          Constants.PARAM_SUMMARY,
          Constants.PARAM_ELEMENTS,
          Constants.PARAM_COUNT,
          Constants.PARAM_OFFSET,
          Constants.PARAM_SEARCH_TOTAL_MODE,
          Paging.AFTER);

  /** What is said after a colon, with the parameter before it. */
  private static final Set<String> WITH_MODIFIER =
      Set.of("status:not", "subject:Patient", "patient:Patient");

  /**
   * Refuses unknown parameters and modifiers, and those without a value.
   *
   * @throws InvalidRequestException that names them
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void check(ServletRequestDetails request) {
    if (!isSearch(request)) {
      return;
    }
    var declared = declared(request);
    if (declared.isEmpty()) {
      return;
    }
    var unknown = new TreeSet<String>();
    var empty = new TreeSet<String>();
    request
        .getParameters()
        .forEach(
            (name, values) -> {
              if (!isKnown(request, declared, name)) {
                unknown.add(name);
              } else if (isEmpty(values)) {
                empty.add(name);
              }
            });
    if (!unknown.isEmpty()) {
      throw new InvalidRequestException(
          "%s cannot be searched by %s; expected %s"
              .formatted(
                  request.getResourceName(),
                  String.join(", ", unknown),
                  String.join(", ", declared)));
    }
    if (!empty.isEmpty()) {
      throw new InvalidRequestException(String.join(", ", empty) + " has no value");
    }
  }

  private static boolean isSearch(ServletRequestDetails request) {
    var plain = request.getOperation() == null && request.getRequestType() != RequestTypeEnum.POST;
    return request.getResourceName() != null
        && request.getId() == null
        && (plain || Constants.PARAM_SEARCH.equals(request.getOperation()));
  }

  private static boolean isKnown(
      ServletRequestDetails request, Set<String> declared, String asked) {
    if (OF_THE_ANSWER.contains(asked)) {
      return !asked.equals(Paging.AFTER) || Paging.GO_ON.contains(request.getResourceName());
    }
    var plain = asked.split("[:.]", 2)[0];
    return declared.contains(plain)
        && (plain.equals(asked) || (WITH_MODIFIER.contains(asked) && isOfStored(request, asked)));
  }

  /** The status of what is not stored is looked up, not searched. */
  private static boolean isOfStored(ServletRequestDetails request, String asked) {
    return !asked.startsWith("status") || request.getResourceName().equals("QuestionnaireResponse");
  }

  private static boolean isEmpty(String[] values) {
    return Arrays.stream(values).anyMatch(it -> it.replace(",", "").isBlank());
  }

  /** What the type can be searched by; empty when there is no such type. */
  static Set<String> declared(ServletRequestDetails request) {
    return request.getServer().getResourceBindings().stream()
        .filter(it -> it.getResourceName().equals(request.getResourceName()))
        .flatMap(it -> it.getMethodBindings().stream())
        .filter(SearchMethodBinding.class::isInstance)
        .flatMap(it -> it.getParameters().stream())
        .flatMap(
            it ->
                it instanceof SearchParameter parameter
                    ? Stream.of(parameter.getName())
                    : it instanceof SortParameter
                        ? Stream.of(Constants.PARAM_SORT)
                        : Stream.empty())
        .collect(TreeSet::new, Set::add, Set::addAll);
  }
}
