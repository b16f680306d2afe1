package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/**
 * Where this patient goes, whom a clinician rings, and what is said there. The gravest red flag
 * decides; where the others lead is for the clinician.
 *
 * @param suspicions where the red flags lead, what decides first; empty when there is none
 * @param instruction what the patient is told with this urgency
 * @param said what the patient reported of what decides, as the patient would say it
 * @param reported all that the patient reported of what is suspected
 * @param examine what is examined next, because it changes where the patient goes or what is said
 *     at handover; nothing when an ambulance is called first
 * @param ask what is asked next, for the same reason
 */
public record Handover(
    Urgency urgency,
    Wording instruction,
    List<Suspicion> suspicions,
    List<Wording> said,
    List<Wording> reported,
    List<Fact> examine,
    List<Fact> ask) {
  /** What is said in place of an examination when an ambulance is called. */
  public static final String CALL_FIRST = "Do not examine. Call first.";

  /** More than these are not said at a desk; the page lists them all. */
  private static final int MOST_SAID = 4;

  public Handover {
    suspicions = List.copyOf(suspicions);
    said = List.copyOf(said);
    reported = List.copyOf(reported);
    examine = List.copyOf(examine);
    ask = List.copyOf(ask);
  }

  /** A destination with the gravest urgency that leads to it. */
  public record Suspicion(Destination destination, Urgency urgency) {
    /** Whom to ring and which department. */
    public String see() {
      return destination.see(urgency);
    }

    /** What is suspected, how urgent it is, and where it is looked into. */
    public String shown() {
      return "%s (%s): %s".formatted(destination.suspicion(), urgency.display(), see());
    }
  }

  static Handover of(Assessment assessment, Intake intake, Directory directory) {
    var flags = new LinkedHashMap<Suspicion, List<RedFlag>>();
    for (var it : suspicions(assessment, directory)) {
      flags.put(it, flags(assessment, it.destination(), directory));
    }
    var clauses =
        flags.entrySet().stream()
            .map(it -> clauses(assessment, it.getKey().destination(), it.getValue(), intake))
            .toList();
    return new Handover(
        assessment.urgency(),
        directory.told(assessment.urgency()),
        List.copyOf(flags.keySet()),
        clauses.stream().findFirst().orElse(List.of()),
        clauses.stream().flatMap(List::stream).distinct().toList(),
        next(assessment.urgency(), flags.keySet(), Handover::examinations, intake),
        next(assessment.urgency(), flags.keySet(), Destination::ask, intake));
  }

  private static List<Fact> examinations(Destination destination) {
    return Stream.concat(destination.examine().stream(), destination.optional().stream()).toList();
  }

  /** What is not known of what the suspicions call for, the gravest first. */
  private static List<Fact> next(
      Urgency urgency,
      Collection<Suspicion> suspicions,
      Function<Destination, List<Fact>> callsFor,
      Intake intake) {
    var checks = Destination.checks(urgency);
    return suspicions.stream()
        .filter(
            it ->
                switch (checks) {
                  case NONE -> false;
                  case GRAVEST -> it.urgency() == urgency;
                  case SUSPICION, ALL -> true;
                })
        .flatMap(it -> callsFor.apply(it.destination()).stream())
        .distinct()
        .filter(it -> intake.value(it).isUnknown())
        .toList();
  }

  private static List<Suspicion> suspicions(Assessment assessment, Directory directory) {
    var urgencies = new LinkedHashMap<Destination, Urgency>();
    for (var flag : assessment.redFlags()) {
      destination(assessment, flag, directory)
          .ifPresent(
              it ->
                  urgencies.merge(
                      it, flag.urgency(), (one, other) -> one.compareTo(other) > 0 ? one : other));
    }
    var suspicions = new ArrayList<Suspicion>();
    urgencies.forEach(
        (destination, urgency) -> suspicions.add(new Suspicion(destination, urgency)));
    suspicions.sort(
        Comparator.comparing(Suspicion::urgency)
            .reversed()
            .thenComparing(it -> directory.all().indexOf(it.destination())));
    return suspicions;
  }

  private static Optional<Destination> destination(
      Assessment assessment, RedFlag flag, Directory directory) {
    return directory.of(flag.id(), assessment.reason(flag).family());
  }

  private static List<RedFlag> flags(
      Assessment assessment, Destination destination, Directory directory) {
    return assessment.redFlags().stream()
        .filter(
            it -> destination(assessment, it, directory).filter(destination::equals).isPresent())
        .toList();
  }

  /** What was answered: the signs that the destination asks for first, then what else counts. */
  private static List<Wording> clauses(
      Assessment assessment, Destination destination, List<RedFlag> flags, Intake intake) {
    var facts = EnumSet.noneOf(Fact.class);
    flags.forEach(it -> facts.addAll(assessment.reason(it).facts()));
    var ordered = new LinkedHashSet<>(destination.ask());
    ordered.retainAll(facts);
    ordered.addAll(facts);
    return ordered.stream().flatMap(it -> Glossary.said(it, intake.value(it)).stream()).toList();
  }

  /** Where the gravest red flag leads; empty when there is no red flag. */
  public Optional<Destination> destination() {
    return suspicions.stream().map(Suspicion::destination).findFirst();
  }

  /** What the gravest red flag makes one suspect; empty when there is no red flag. */
  public Optional<String> suspected() {
    return destination().map(it -> "Suspected " + it.suspicion());
  }

  /** Whom to ring and which department. */
  public String see() {
    return suspicions.isEmpty() ? urgency.see() : suspicions.get(0).see();
  }

  /** Where the other red flags lead, gravest first. */
  public List<Suspicion> others() {
    return suspicions.isEmpty() ? List.of() : suspicions.subList(1, suspicions.size());
  }

  /**
   * What the patient is told to do: what goes with the urgency, unless an open suspicion of an
   * emergency has its own words, as after a fall.
   */
  public Wording told() {
    return suspicions.stream()
        .filter(it -> it.urgency().compareTo(Urgency.EMERGENCY) >= 0)
        .flatMap(it -> it.destination().told().stream())
        .findFirst()
        .orElse(instruction);
  }

  /** Whether help comes to the patient, who stays where he is. */
  public boolean calls() {
    return urgency == Urgency.AMBULANCE || staysStill();
  }

  /** Whether the patient must not get up to go. */
  public boolean staysStill() {
    return !told().equals(instruction);
  }

  /** Where the patient goes; empty where the instruction alone says it. */
  public Optional<Wording> where() {
    return destination().flatMap(it -> it.where(urgency));
  }

  /** What may be wrong, and what fast help does for it; empty when it is no emergency. */
  public Optional<Wording> why() {
    return urgency.compareTo(Urgency.EMERGENCY) >= 0
        ? destination().flatMap(Destination::why)
        : Optional.empty();
  }

  /** What the patient takes along; empty when the patient does not go today, or is fetched. */
  public Optional<Wording> bring() {
    return isToday() && !calls() ? destination().map(Destination::bring) : Optional.empty();
  }

  /** What the patient says at the desk; empty when nobody has to be convinced today. */
  public Optional<Wording> say() {
    return isToday() ? destination().map(this::sentence) : Optional.empty();
  }

  private boolean isToday() {
    return urgency.compareTo(Urgency.SAME_DAY) >= 0;
  }

  private Wording sentence(Destination destination) {
    var clauses =
        said.isEmpty() ? List.of(Destination.opening()) : said.stream().limit(MOST_SAID).toList();
    return destination
        .please()
        .map(language -> sentences(clauses, language) + destination.please().in(language));
  }

  /** Two clauses to a sentence: three are hard to say in pain. */
  private static String sentences(List<Wording> clauses, Language language) {
    var text = new StringBuilder();
    for (var i = 0; i < clauses.size(); i++) {
      var clause = clauses.get(i).in(language);
      text.append(
          i % 2 == 0
              ? Glossary.capital(clause)
              : " %s %s".formatted(Destination.and().in(language), clause));
      text.append(i % 2 == 1 || i == clauses.size() - 1 ? ". " : "");
    }
    return text.toString();
  }
}
