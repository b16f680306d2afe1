/** What is to be sent to other systems; nothing accepted is lost. */
@NullMarked
package org.plumbline.outbox;

import org.jspecify.annotations.NullMarked;
