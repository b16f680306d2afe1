/** Liveness and readiness. */
@NullMarked
package org.plumbline.web.health;

import org.jspecify.annotations.NullMarked;
