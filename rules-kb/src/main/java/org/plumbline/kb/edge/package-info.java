/** The stable edge: by it one version of the knowledge runs beside another. */
@NullMarked
package org.plumbline.kb.edge;

import org.jspecify.annotations.NullMarked;
