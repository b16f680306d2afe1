/** The cards that were shown, and what clinicians did with them. */
@NullMarked
package org.plumbline.feedback;

import org.jspecify.annotations.NullMarked;
