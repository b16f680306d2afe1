/** Who may call: the registered clients, the clinic of each, and the tokens that were used. */
@NullMarked
package org.plumbline.client;

import org.jspecify.annotations.NullMarked;
