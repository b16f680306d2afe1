package org.plumbline.kb.advice;

import java.util.List;
import java.util.Objects;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Wording;

/**
 * What goes with an urgency, from dispositions.yaml. A {@code {number}} in a wording stands for the
 * number to call for an ambulance.
 *
 * @param wording what the patient is told to do
 * @param plans whether a plan for training is given
 * @param comfort whether comfort advice is given
 * @param followUps when the patient is looked at again
 */
public record Instruction(
    Wording wording, boolean plans, boolean comfort, List<FollowUp> followUps) {

  /**
   * One look again.
   *
   * @param hours after the answers were given
   * @param fromSession when above 0: not before so many hours after the lifting session
   * @param escalates whether the duty clinician is told when it is not done in time
   */
  public record FollowUp(
      String code, double hours, double fromSession, Clock clock, boolean escalates, String what) {}

  /** How the hours of a follow-up are counted. */
  public enum Clock {
    /** By the hours that pass. */
    ELAPSED,
    /** In days of the clinic's calendar: the hour of the day stays over a change of clocks. */
    CALENDAR,
    /** By the hours that pass, but not beyond the end of the clinic's day. */
    SAME_DAY
  }

  /** What goes with this urgency. */
  public static Instruction of(Urgency urgency) {
    return Objects.requireNonNull(DispositionTable.INSTRUCTIONS.get(urgency), urgency.code());
  }

  /**
   * What a clinician calls a follow-up; one that today's knowledge does not have keeps its code.
   */
  public static String title(String followUp) {
    return DispositionTable.TITLES.getOrDefault(followUp, followUp);
  }

  /** When a patient is called who has stopped in the middle of the questions. */
  public static FollowUp notFinished() {
    return DispositionTable.NOT_FINISHED;
  }

  /** When a patient is called who was sent a link and has not answered it, by default. */
  public static FollowUp notAnswered() {
    return DispositionTable.NOT_ANSWERED;
  }
}
