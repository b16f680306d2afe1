/** What is said about a recorded assessment, and what is written of it. */
@NullMarked
package org.plumbline.web.document;

import org.jspecify.annotations.NullMarked;
