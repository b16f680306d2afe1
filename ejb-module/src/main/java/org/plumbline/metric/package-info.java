/** What is counted, for a monitoring system. No label says anything about a patient. */
@NullMarked
package org.plumbline.metric;

import org.jspecify.annotations.NullMarked;
