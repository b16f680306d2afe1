/** The knowledge base: an intake in, an assessment with its reasons out. Drools stays behind it. */
@NullMarked
package org.plumbline.kb;

import org.jspecify.annotations.NullMarked;
