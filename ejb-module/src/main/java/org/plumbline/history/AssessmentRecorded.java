package org.plumbline.history;

import org.plumbline.kb.Assessment;

/** An assessment is being recorded; whoever observes this is in the same transaction. */
public record AssessmentRecorded(AssessmentId id, Visit visit, Assessment assessment) {}
