/** The pages of a launch. */
@NullMarked
package org.plumbline.web.screen.launch;

import org.jspecify.annotations.NullMarked;
