/** What rules write. */
@NullMarked
package org.plumbline.kb.conclusion;

import org.jspecify.annotations.NullMarked;
