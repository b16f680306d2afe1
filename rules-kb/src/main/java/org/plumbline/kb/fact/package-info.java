/** What rules read: the intake, its facts, their values and where each came from. */
@NullMarked
package org.plumbline.kb.fact;

import org.jspecify.annotations.NullMarked;
