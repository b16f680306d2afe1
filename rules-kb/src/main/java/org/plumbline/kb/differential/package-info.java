/** Whether the pain leans toward muscle or toward structure, and what speaks for and against it. */
@NullMarked
package org.plumbline.kb.differential;

import org.jspecify.annotations.NullMarked;
