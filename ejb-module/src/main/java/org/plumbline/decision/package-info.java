/** What clinicians decided about an assessment, and how often which rule was followed. */
@NullMarked
package org.plumbline.decision;

import org.jspecify.annotations.NullMarked;
