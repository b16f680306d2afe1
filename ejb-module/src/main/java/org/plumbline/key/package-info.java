/** What is kept secret: our signing keys and the sessions, sealed under the key file. */
@NullMarked
package org.plumbline.key;

import org.jspecify.annotations.NullMarked;
