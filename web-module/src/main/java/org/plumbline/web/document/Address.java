package org.plumbline.web.document;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.plumbline.kb.Handover;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Wording;

/**
 * Where a patient goes and what is said there, in the patient's language.
 *
 * @param calls whether help comes to the patient, so that the one thing to do is to call
 * @param told what the patient is told to do
 * @param cause why
 * @param where where the patient goes; empty where the time alone is told
 * @param bring what the patient takes along
 * @param say what the patient says at the desk
 */
public record Address(
    Urgency urgency,
    boolean calls,
    String told,
    Cause cause,
    Optional<String> where,
    Optional<String> bring,
    Optional<String> say) {

  /**
   * Why the patient goes there.
   *
   * @param reported what the patient reported, as the patient would say it
   * @param why what may be wrong and what fast help does for it; empty when it is no emergency
   */
  public record Cause(List<String> reported, Optional<String> why) {
    public Cause {
      reported = List.copyOf(reported);
    }
  }

  /** The address of a handover; {@code say} puts a wording into the language. */
  public static Address of(Handover handover, Function<Wording, String> say) {
    return new Address(
        handover.urgency(),
        handover.calls(),
        say.apply(handover.told()),
        new Cause(
            handover.reported().stream().map(say).map(Glossary::capital).toList(),
            handover.why().map(say)),
        handover.where().map(say),
        handover.bring().map(say),
        handover.say().map(say));
  }

  /** The address of an emergency that the script of the page fills in at the tap. */
  public static Address untold(Urgency urgency) {
    return new Address(
        urgency,
        urgency == Urgency.AMBULANCE,
        "",
        new Cause(List.of(), Optional.of("")),
        Optional.of(""),
        Optional.of(""),
        Optional.of(""));
  }
}
