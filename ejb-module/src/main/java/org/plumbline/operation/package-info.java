/** What an operator sees and does: counters, and the commands of plumbline.sh. */
@NullMarked
package org.plumbline.operation;

import org.jspecify.annotations.NullMarked;
