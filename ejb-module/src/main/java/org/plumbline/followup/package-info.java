/** When patients are looked at again: what was scheduled, what is due, and every step of it. */
@NullMarked
package org.plumbline.followup;

import org.jspecify.annotations.NullMarked;
