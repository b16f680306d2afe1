/** How the database answers, how long a call waits for it, and who is told when it does not. */
@NullMarked
package org.plumbline.database;

import org.jspecify.annotations.NullMarked;
