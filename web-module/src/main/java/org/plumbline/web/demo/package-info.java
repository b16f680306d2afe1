/** The synthetic clinic of the demonstration. */
@NullMarked
package org.plumbline.web.demo;

import org.jspecify.annotations.NullMarked;
