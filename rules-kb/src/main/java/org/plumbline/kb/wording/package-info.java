/** Texts for patients, in every language. */
@NullMarked
package org.plumbline.kb.wording;

import org.jspecify.annotations.NullMarked;
