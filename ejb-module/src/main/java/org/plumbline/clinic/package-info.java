/** What a clinic may set: it can make the outcome more urgent, never less. */
@NullMarked
package org.plumbline.clinic;

import org.jspecify.annotations.NullMarked;
