/**
 * What the rules could still conclude: paths, what is certain whatever is still answered, and the
 * next question.
 */
@NullMarked
package org.plumbline.kb.outlook;

import org.jspecify.annotations.NullMarked;
