package org.plumbline.kb.condition;

/**
 * Numbers, in the unit in which rules compare their fact.
 *
 * @param low infinite when there is none
 * @param lowIsIn whether the lowest number itself is in
 * @param high infinite when there is none
 * @param highIsIn whether the highest number itself is in
 */
public record Range(double low, boolean lowIsIn, double high, boolean highIsIn) {}
