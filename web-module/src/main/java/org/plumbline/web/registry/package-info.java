/** Who is registered: read here, changed by the operator's tool alone. */
@NullMarked
package org.plumbline.web.registry;

import org.jspecify.annotations.NullMarked;
