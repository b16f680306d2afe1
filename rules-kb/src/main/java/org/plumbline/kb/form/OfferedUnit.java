package org.plumbline.kb.form;

import org.plumbline.kb.wording.Wording;

/**
 * A unit in which an amount may be given.
 *
 * @param code its UCUM code
 */
public record OfferedUnit(String code, Wording display) {}
