/** Links by which a patient fills the intake: signed, expiring, for one patient. */
@NullMarked
package org.plumbline.link;

import org.jspecify.annotations.NullMarked;
