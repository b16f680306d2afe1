package org.plumbline.kb;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Wording;

/**
 * All conclusions on one intake, each with its reason. A value: what is read from it never changes.
 * The plan is worked out when it is first asked for, because an alert does not need it.
 */
public final class Assessment {
  /** What is said in place of a cause. */
  public static final String CAUSE_NOT_JUDGED = "Cause not judged while a warning sign is open";

  private final String knowledgeVersion;
  private final List<Disposition> dispositions;
  private final List<RedFlag> redFlags;
  private final List<Reason> reasons;
  private final List<Fact> unanswered;
  private final Differential differential;
  private final Intake intake;
  private final Directory directory;
  private final Function<Assessment, Advised> advise;
  private volatile @Nullable Advised advised;

  /** The plan with the reasons of what it calls for. */
  record Advised(Plan plan, List<Reason> reasons) {}

  /** What was concluded, save the plan. */
  record Concluded(
      List<Disposition> dispositions,
      List<RedFlag> redFlags,
      List<Reason> reasons,
      List<Fact> unanswered,
      Differential differential) {
    Concluded {
      dispositions = List.copyOf(dispositions);
      redFlags = List.copyOf(redFlags);
      reasons = List.copyOf(reasons);
      unanswered = List.copyOf(unanswered);
    }
  }

  Assessment(
      String knowledgeVersion,
      Concluded concluded,
      Intake intake,
      Directory directory,
      Function<Assessment, Advised> advise) {
    this.knowledgeVersion = knowledgeVersion;
    this.dispositions = concluded.dispositions();
    this.redFlags = concluded.redFlags();
    this.reasons = concluded.reasons();
    this.unanswered = concluded.unanswered();
    this.differential = concluded.differential();
    this.intake = intake;
    this.directory = directory;
    this.advise = advise;
  }

  /** The version of the knowledge that concluded. */
  public String knowledgeVersion() {
    return knowledgeVersion;
  }

  /** Where the patient goes and how fast: the urgency of every disposition. */
  public Urgency urgency() {
    return dispositions.get(0).urgency();
  }

  /** Why: one or more, all of the same urgency. */
  public List<Disposition> dispositions() {
    return dispositions;
  }

  /** The red flags, most urgent first. */
  public List<RedFlag> redFlags() {
    return redFlags;
  }

  /**
   * The facts whose absence makes the assessment provisional, in the order of facts.yaml; empty
   * when it is not.
   */
  public List<Fact> unanswered() {
    return unanswered;
  }

  /**
   * Whether unanswered questions could still make the disposition more urgent than what was
   * answered.
   */
  public boolean provisional() {
    return !unanswered.isEmpty();
  }

  /**
   * What the pain leans toward, for whoever tells it; it changes nothing of the above. Empty while
   * a warning sign is open, from same-day on or of a family that destinations.yaml names: a cause
   * that is named then sends the reader away from the sign. {@link #CAUSE_NOT_JUDGED} is said.
   */
  public Optional<Differential> leaning() {
    var families = redFlags.stream().map(it -> reason(it).family()).toList();
    return Destination.isCauseNotJudged(urgency(), families)
        ? Optional.empty()
        : Optional.of(differential);
  }

  /**
   * What the answers weigh, whether or not it is told: for the advice and for the transcript, which
   * a replay compares.
   */
  Differential differential() {
    return differential;
  }

  /** Where the patient goes, and what is said there. */
  public Handover handover() {
    return Handover.of(this, intake, directory);
  }

  /** What the patient reads first. */
  public Headline headline() {
    return Headline.of(this, directory.headlines());
  }

  /** What is not done now, in few words: with the disposition, then with what is advised. */
  public List<Wording> avoided() {
    return Stream.concat(
            directory.headlines().avoided(urgency()).stream(),
            plan().given().stream()
                .filter(Plan.Given::unconditional)
                .flatMap(it -> it.item().avoided().stream()))
        .toList();
  }

  /** What the patient is told beside the disposition. */
  public Plan plan() {
    return advised().plan();
  }

  private Advised advised() {
    var known = advised;
    if (known == null) {
      known = advise.apply(this);
      advised = known;
    }
    return known;
  }

  /** One reason for every red flag, disposition and inferred finding. */
  public List<Reason> reasons() {
    return reasons;
  }

  /** One reason for every conclusion, the items that the plan calls for included. */
  public List<Reason> allReasons() {
    var all = new ArrayList<>(reasons);
    all.addAll(advised().reasons());
    return all;
  }

  /** Why this conclusion of the assessment holds. */
  public Reason reason(Conclusion conclusion) {
    return find(conclusion.id(), reasons);
  }

  /** Why the conclusion of this rule holds, an item of the plan included. */
  public Reason reason(String rule) {
    return find(rule, allReasons());
  }

  private static Reason find(String rule, List<Reason> reasons) {
    return reasons.stream()
        .filter(reason -> reason.rule().equals(rule))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(rule + " is not of this assessment"));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Assessment it
        && knowledgeVersion.equals(it.knowledgeVersion)
        && dispositions.equals(it.dispositions)
        && redFlags.equals(it.redFlags)
        && unanswered.equals(it.unanswered)
        && differential.equals(it.differential)
        && allReasons().equals(it.allReasons())
        && plan().equals(it.plan());
  }

  @Override
  public int hashCode() {
    return Objects.hash(knowledgeVersion, dispositions, redFlags, unanswered);
  }
}
