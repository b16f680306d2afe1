/** What the knowledge rests on: the citations and the version of the knowledge. */
@NullMarked
package org.plumbline.kb.evidence;

import org.jspecify.annotations.NullMarked;
