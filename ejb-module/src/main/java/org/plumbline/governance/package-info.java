/**
 * Watches the knowledge: what ran is kept, what is next runs in shadow, and what misbehaves is seen
 * before a patient suffers.
 */
@NullMarked
package org.plumbline.governance;

import org.jspecify.annotations.NullMarked;
