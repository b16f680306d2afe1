/** The questions of the intake: what each asks and when it is asked. */
@NullMarked
package org.plumbline.kb.form;

import org.jspecify.annotations.NullMarked;
