/** What patients note of a day: how bad the pain was, and what was trained. */
@NullMarked
package org.plumbline.diary;

import org.jspecify.annotations.NullMarked;
