/** The screen that an EHR launches by SMART, on the server: no token reaches the browser. */
@NullMarked
package org.plumbline.web.protocol.smart;

import org.jspecify.annotations.NullMarked;
