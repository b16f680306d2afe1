package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.RestOperationTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.plumbline.web.access.Scopes.Interaction;

/**
 * Asks of every interaction with a resource about a patient whether the scopes of the token cover
 * it. Operations ask for themselves: what they read and write depends on what they are given.
 */
@Interceptor
public class AccessControl {
  private final Access access;

  AccessControl(Access access) {
    this.access = access;
  }

  /** Refuses what no scope covers, before the body is parsed. */
  @Hook(Pointcut.SERVER_INCOMING_REQUEST_POST_PROCESSED)
  public void check(RequestDetails request) {
    var operation = request.getRestOperationType();
    var type = request.getResourceName();
    if (operation == RestOperationTypeEnum.TRANSACTION) {
      access.requireSomeWriting();
    }
    if (type == null || operation == null || Access.isKnowledge(type)) {
      return;
    }
    switch (operation) {
      case CREATE -> access.require(type, Interaction.CREATE);
      case UPDATE -> access.require(type, Interaction.UPDATE);
      case READ, VREAD, HISTORY_INSTANCE -> access.require(type, Interaction.READ);
      case SEARCH_TYPE -> access.require(type, Interaction.SEARCH);
      default -> {
        // Operations ask for themselves; nothing else is offered.
      }
    }
  }
}
