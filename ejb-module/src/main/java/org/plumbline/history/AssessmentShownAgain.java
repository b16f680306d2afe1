package org.plumbline.history;

/**
 * The answers that a patient gave last were assessed again by the same knowledge, and nothing was
 * stored: somebody has opened the chart. Whoever observes this is in the same transaction.
 */
public record AssessmentShownAgain(AssessmentId id, Visit visit) {}
