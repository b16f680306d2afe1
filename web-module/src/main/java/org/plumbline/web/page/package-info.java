/** How pages are made: templates, words, and the files that they load. */
@NullMarked
package org.plumbline.web.page;

import org.jspecify.annotations.NullMarked;
