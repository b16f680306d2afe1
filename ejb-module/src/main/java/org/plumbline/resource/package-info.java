/** FHIR resources as they were accepted, kept as text. */
@NullMarked
package org.plumbline.resource;

import org.jspecify.annotations.NullMarked;
