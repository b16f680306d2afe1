/** What an EHR's server will do to us, told to the operator before a clinic relies on it. */
@NullMarked
package org.plumbline.web.operation.ehr;

import org.jspecify.annotations.NullMarked;
