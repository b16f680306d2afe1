/** The pages of the clinic: the board, one assessment, the follow-ups and the knowledge. */
@NullMarked
package org.plumbline.web.screen.clinic;

import org.jspecify.annotations.NullMarked;
