/**
 * What a compiled rule asks for, as a tree and as a sum of products over the states of its facts.
 */
@NullMarked
package org.plumbline.kb.condition;

import org.jspecify.annotations.NullMarked;
