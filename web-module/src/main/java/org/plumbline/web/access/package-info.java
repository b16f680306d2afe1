/** Who may start and call the server, and what a browser may do with its answers. */
@NullMarked
package org.plumbline.web.access;

import org.jspecify.annotations.NullMarked;
