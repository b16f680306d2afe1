package org.plumbline.web.protocol.cdshooks;

/**
 * Nothing about the patient could be had. See <a
 * href="https://cds-hooks.hl7.org/2.0/#http-status-codes">HTTP status codes</a>.
 */
final class PreconditionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;
}
