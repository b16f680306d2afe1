/** What happens to a call before a thread is given to it: its body, its lane, and health. */
@NullMarked
package org.plumbline.web.access.entrance;

import org.jspecify.annotations.NullMarked;
