package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.server.ResourceBinding;
import ca.uhn.fhir.rest.server.exceptions.MethodNotAllowedException;
import ca.uhn.fhir.rest.server.method.BaseMethodBinding;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Answers 405 to what is not done with a type here; HAPI calls it a bad request. */
@Interceptor
public class OfferedMethods {
  private static final Set<RequestTypeEnum> NEVER =
      EnumSet.of(RequestTypeEnum.DELETE, RequestTypeEnum.PATCH);

  /**
   * Refuses a method that the type does not have.
   *
   * @throws MethodNotAllowedException that names those that it has
   */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_PRE_HANDLER_SELECTED)
  public void check(ServletRequestDetails request) {
    var offered = offered(request);
    var method = request.getRequestType();
    if (NEVER.contains(method) || isHistory(request)) {
      throw notAllowed(request, offered);
    }
    if (offered.isEmpty() || request.getOperation() != null) {
      return;
    }
    var needed =
        switch (method) {
          case POST -> Optional.of(RestOperationTypeEnum.CREATE);
          case PUT -> Optional.of(RestOperationTypeEnum.UPDATE);
          default -> Optional.<RestOperationTypeEnum>empty();
        };
    var misplaced = (method == RequestTypeEnum.PUT) != (request.getId() != null);
    if (needed.isPresent() && (misplaced || !offered.contains(needed.get()))) {
      throw notAllowed(request, offered);
    }
  }

  private static boolean isHistory(ServletRequestDetails request) {
    return Constants.PARAM_HISTORY.equals(request.getOperation())
        || Constants.PARAM_HISTORY.equals(request.getResourceName());
  }

  /** What is done with the type; empty when there is no such type, or none is named. */
  private static Set<RestOperationTypeEnum> offered(ServletRequestDetails request) {
    return request.getServer().getResourceBindings().stream()
        .filter(it -> it.getResourceName().equals(request.getResourceName()))
        .map(ResourceBinding::getMethodBindings)
        .flatMap(it -> it.stream().map(BaseMethodBinding::getRestOperationType))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static MethodNotAllowedException notAllowed(
      ServletRequestDetails request, Set<RestOperationTypeEnum> offered) {
    var allowed = EnumSet.of(RequestTypeEnum.GET, RequestTypeEnum.HEAD);
    if (offered.contains(RestOperationTypeEnum.CREATE)) {
      allowed.add(RequestTypeEnum.POST);
    }
    if (offered.contains(RestOperationTypeEnum.UPDATE)) {
      allowed.add(RequestTypeEnum.PUT);
    }
    return new MethodNotAllowedException(
        "%s is not offered here; see metadata"
            .formatted(isHistory(request) ? "a history" : request.getRequestType()),
        allowed.toArray(RequestTypeEnum[]::new));
  }
}
