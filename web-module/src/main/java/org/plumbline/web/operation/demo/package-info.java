/** The synthetic clinic of the demonstration. */
@NullMarked
package org.plumbline.web.operation.demo;

import org.jspecify.annotations.NullMarked;
