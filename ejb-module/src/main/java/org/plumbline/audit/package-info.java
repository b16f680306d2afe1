/** Who looked at what and what guidance was given, so that no entry can be changed unseen. */
@NullMarked
package org.plumbline.audit;

import org.jspecify.annotations.NullMarked;
