/** The FHIR R4 endpoint: the Questionnaire, the responses, and $process-response. */
@NullMarked
package org.plumbline.web.protocol.fhir;

import org.jspecify.annotations.NullMarked;
