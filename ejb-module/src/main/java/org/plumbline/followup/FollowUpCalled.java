package org.plumbline.followup;

import static java.util.Objects.requireNonNull;

/** A follow-up has come due; whoever observes this is in the same transaction. */
public record FollowUpCalled(FollowUp followUp) {
  public FollowUpCalled {
    requireNonNull(followUp, "followUp");
  }
}
