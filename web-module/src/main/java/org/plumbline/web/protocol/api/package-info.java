/** Plain JSON for practice systems that speak neither CDS Hooks nor FHIR. */
@NullMarked
package org.plumbline.web.protocol.api;

import org.jspecify.annotations.NullMarked;
