/** Sign-in and launch by an EHR, and the session that it leads to. */
@NullMarked
package org.plumbline.web.access.launch;

import org.jspecify.annotations.NullMarked;
