/** JSON that is written and read with one provider, looked up once. */
@NullMarked
package org.plumbline.web.json;

import org.jspecify.annotations.NullMarked;
