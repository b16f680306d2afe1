/** The command of bulk re-triage: stored intakes, or responses of a FHIR Bulk Data export. */
@NullMarked
package org.plumbline.web.operation.bulk;

import org.jspecify.annotations.NullMarked;
