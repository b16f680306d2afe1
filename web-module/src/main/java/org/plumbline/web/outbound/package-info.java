/** Calls to other systems: only to registered addresses, bounded in time and size. */
@NullMarked
package org.plumbline.web.outbound;

import org.jspecify.annotations.NullMarked;
