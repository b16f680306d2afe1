package org.plumbline.web.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Knows callers that bring no token in a header: a patient by a link, a clinician by a cookie. */
public interface Guests {
  /** Who calls; empty when this knows nothing of it. */
  Optional<Caller> guest(HttpServletRequest request);
}
