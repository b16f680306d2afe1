/** Who is waiting, since when, and who looks after them. */
@NullMarked
package org.plumbline.board;

import org.jspecify.annotations.NullMarked;
