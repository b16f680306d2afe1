/** Liveness and readiness. */
@NullMarked
package org.plumbline.web.operation.health;

import org.jspecify.annotations.NullMarked;
