/** How pages are made: templates, words, and the files that they load. */
@NullMarked
package org.plumbline.web.screen.page;

import org.jspecify.annotations.NullMarked;
