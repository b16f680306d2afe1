package org.plumbline.kb.advice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Wording;

/**
 * One item of advice.yaml: its words, and what holds it back.
 *
 * @param id the rule that calls for it
 * @param claims lines of seeds/claims.yaml
 * @param sources keys of the Library
 * @param inShort what to do, in 12 words at most
 * @param avoided what not to do, in 12 words at most
 * @param exercises those that it is about
 * @param notWith facts that hold it back when present, and are named in it when unknown
 * @param notWithConclusions rules that hold it back when they concluded
 * @param onlyIfAbsent facts that hold it back unless they are known to be absent
 * @param onlyIfNot rules that hold it back when they concluded, beside {@code onlyIfAbsent}
 * @param weight a weight to name, when the patient's own is known
 * @param namesBracing whether it asks to brace or to hold the breath
 */
public record AdviceItem(
    String id,
    Kind kind,
    String title,
    List<String> claims,
    List<String> sources,
    Wording wording,
    Optional<Wording> inShort,
    Optional<Wording> avoided,
    List<Exercise> exercises,
    List<Fact> notWith,
    List<String> notWithConclusions,
    List<Fact> onlyIfAbsent,
    List<String> onlyIfNot,
    List<Addition> additions,
    Optional<Weight> weight,
    boolean namesBracing) {

  /** What an item is about. */
  public enum Kind {
    RECOVERY,
    TECHNIQUE,
    NEXT_SESSION;

    /** The code, such as {@code next-session}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** A sentence that is added unless every one of the facts is known to be absent. */
  public record Addition(List<Fact> unlessAbsent, Wording wording) {}

  /**
   * A weight computed from the patient's own.
   *
   * @param of the fact that holds the patient's own, in kg
   * @param times what it is multiplied by
   * @param step the result is rounded down to a multiple of it, in kg
   */
  public record Weight(Fact of, double times, double step, Wording wording) {}

  /** Every item, in the order of advice.yaml. */
  public static List<AdviceItem> all() {
    return AdviceTable.ITEMS;
  }

  /** How an item names a fact to a patient; empty when no item does. */
  public static Optional<Wording> name(Fact fact) {
    return Optional.ofNullable(AdviceTable.NAMES.get(fact));
  }
}
