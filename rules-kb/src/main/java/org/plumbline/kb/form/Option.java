package org.plumbline.kb.form;

import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Wording;

/**
 * A way to answer.
 *
 * @param system the address of the system that the code is of
 * @param value what it means
 */
public record Option(String system, Value value, String code, Wording display) {}
