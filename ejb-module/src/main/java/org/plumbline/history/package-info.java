/** What was asked and concluded, by which knowledge version, for good. */
@NullMarked
package org.plumbline.history;

import org.jspecify.annotations.NullMarked;
