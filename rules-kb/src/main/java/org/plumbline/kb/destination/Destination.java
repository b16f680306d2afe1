package org.plumbline.kb.destination;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Wording;

/**
 * Where a suspicion is looked into, from destinations.yaml.
 *
 * @param suspicion what is suspected, for a clinician
 * @param seen whom to ring and which department, by urgency
 * @param places where the patient goes, by urgency
 * @param told what the patient is told in place of what goes with the urgency
 * @param why what may be wrong and what fast help does for it, for the patient
 * @param bring what the patient takes along
 * @param please what the patient asks for at the desk
 * @param examine what a clinician examines, because it changes where the patient goes or what is
 *     said at handover
 * @param optional what may be examined and may be left out
 * @param ask what the patient is asked, for the same reason
 */
public record Destination(
    String name,
    Set<String> families,
    Set<String> rules,
    String suspicion,
    Map<Urgency, String> seen,
    Map<Urgency, Wording> places,
    Optional<Wording> told,
    Optional<Wording> why,
    Wording bring,
    Wording please,
    List<Fact> examine,
    List<Fact> optional,
    List<Fact> ask) {

  /** What is examined and asked next. */
  public enum Checks {
    /** Nothing: help is called first. */
    NONE,
    /** What the gravest suspicion calls for. */
    GRAVEST,
    /** What every suspicion calls for. */
    SUSPICION,
    /** That, and what tells muscle from structure. */
    ALL
  }

  /** What is examined and asked next with this urgency. */
  public static Checks checks(Urgency urgency) {
    return requireNonNull(DestinationTable.CHECKS.get(urgency), urgency.code());
  }

  /** What is examined where no suspicion says otherwise. */
  public static List<Fact> basic() {
    return DestinationTable.BASIC;
  }

  /** All destinations; of two that are equally urgent the one that stands first decides. */
  public static List<Destination> all() {
    return DestinationTable.ALL;
  }

  /** Where a red flag leads: its rule is looked for before its family; empty when neither is. */
  public static Optional<Destination> of(String rule, String family) {
    return all().stream()
        .filter(it -> it.rules.contains(rule))
        .findFirst()
        .or(() -> all().stream().filter(it -> it.families.contains(family)).findFirst());
  }

  /** Whom to ring and which department. */
  public String see(Urgency urgency) {
    return seen.getOrDefault(urgency, urgency.see());
  }

  /** Where the patient goes; empty where the time alone is told. */
  public Optional<Wording> where(Urgency urgency) {
    return Optional.ofNullable(places.get(urgency));
  }

  /** What is said at a desk when no answer of the patient counts. */
  public static Wording opening() {
    return DestinationTable.OPENING;
  }

  /** What joins two clauses of a sentence. */
  public static Wording and() {
    return DestinationTable.AND;
  }

  /** Whether a warning sign is open, so that the cause is not judged. */
  public static boolean isCauseNotJudged(Urgency urgency, List<String> families) {
    return urgency.compareTo(DestinationTable.CAUSE_NOT_JUDGED_FROM) >= 0
        || families.stream().anyMatch(DestinationTable.CAUSE_NOT_JUDGED_WITH::contains);
  }
}
