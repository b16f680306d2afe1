package org.plumbline.kb.evidence;

/**
 * A source that a rule cites.
 *
 * @param key the key that {@code @source} names, such as {@code GIRFT23}
 * @param text author, year, journal and what was found
 * @param kind the kind of evidence and how far it was read
 */
public record Citation(String key, String text, String kind) {}
