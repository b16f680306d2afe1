/** Where a patient goes with a suspicion, and what is said there. */
@NullMarked
package org.plumbline.kb.destination;

import org.jspecify.annotations.NullMarked;
