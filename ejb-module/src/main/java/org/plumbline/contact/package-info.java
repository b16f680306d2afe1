/** Where patients want to be reminded of a look again, and the reminders. */
@NullMarked
package org.plumbline.contact;

import org.jspecify.annotations.NullMarked;
