/** CDS Hooks 2.0: discovery, the service, and cards written from assessments. */
@NullMarked
package org.plumbline.web.protocol.cdshooks;

import org.jspecify.annotations.NullMarked;
