/**
 * Turns FHIR resources into an intake: meaning, units and safety are decided here and nowhere else.
 */
@NullMarked
package org.plumbline.web.intake;

import org.jspecify.annotations.NullMarked;
