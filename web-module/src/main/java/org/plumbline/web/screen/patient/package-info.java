/** The pages that a patient sees: the questions, the emergency advice, the result. */
@NullMarked
package org.plumbline.web.screen.patient;

import org.jspecify.annotations.NullMarked;
