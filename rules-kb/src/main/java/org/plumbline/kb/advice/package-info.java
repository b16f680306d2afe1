/** What the patient is told beside the disposition, and what holds an item back. */
@NullMarked
package org.plumbline.kb.advice;

import org.jspecify.annotations.NullMarked;
