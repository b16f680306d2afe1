/** The compiled rules as they tell of themselves, and the reasons of what they conclude. */
@NullMarked
package org.plumbline.kb.rule;

import org.jspecify.annotations.NullMarked;
