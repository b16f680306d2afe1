package org.plumbline.kb.advice;

import java.util.List;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Wording;

/**
 * An exercise of advice.yaml that has a drawing.
 *
 * @param wording how it is done
 * @param pictured what its two frames show, for whoever does not see them
 * @param onlyIfAbsent facts that leave it out unless they are known to be absent
 */
public record Exercise(
    String id, Wording name, Wording wording, Wording pictured, List<Fact> onlyIfAbsent) {
  public Exercise {
    onlyIfAbsent = List.copyOf(onlyIfAbsent);
  }

  /** Every exercise, in the order of advice.yaml. */
  public static List<Exercise> all() {
    return AdviceTable.EXERCISES;
  }

  /** The exercise with this id; empty when there is none any more. */
  public static Optional<Exercise> of(String id) {
    return all().stream().filter(it -> it.id().equals(id)).findFirst();
  }
}
