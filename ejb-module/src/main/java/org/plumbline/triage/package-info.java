/** Assesses an intake and records what was asked and concluded. */
@NullMarked
package org.plumbline.triage;

import org.jspecify.annotations.NullMarked;
