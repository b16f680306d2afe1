package org.plumbline.kb.differential;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.plumbline.kb.differential.Weights.Weighed;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

/**
 * Whether the pain leans toward muscle or structure, computed from the table of differential.yaml.
 * It is shown as a band with its pointers, and never changes the disposition.
 */
public final class Differential {
  private static final Origin[] ORIGINS = Origin.values();
  private static final double GROUP = Math.log(Likelihoods.GROUP_RATIO);
  private static final double[] LOG_PRIORS =
      Arrays.stream(ORIGINS).mapToDouble(it -> Math.log(it.prior())).toArray();

  private final Intake intake;
  private final List<Weighed> weighed;
  private final double[] posterior;
  private final List<Origin> ranking;
  private final Band band;
  private final boolean radiculopathy;

  private Differential(Intake intake) {
    this.intake = intake;
    this.weighed = Weights.of(intake);
    this.posterior = posterior(weighed, Weights.elapsed(intake));
    this.ranking = ranking(posterior);
    this.band = weigh();
    this.radiculopathy =
        leader() == Likelihoods.OVERRIDING && present(Likelihoods.OVERRIDE_DECISIVE);
  }

  private Differential(Intake intake, List<Origin> ranking, Band band, boolean radiculopathy) {
    this.intake = intake;
    this.weighed = List.of();
    this.posterior = new double[ORIGINS.length];
    this.ranking = ranking;
    this.band = band;
    this.radiculopathy = radiculopathy;
  }

  /** What the answers of the intake lean toward. */
  public static Differential of(Intake intake) {
    return new Differential(intake);
  }

  /**
   * What another version of the knowledge concluded. What it weighed is not known, so that nothing
   * points anywhere.
   *
   * @param ranking the origins that it told, the first most likely
   */
  public static Differential recorded(
      Intake intake, List<Origin> ranking, Band band, boolean radiculopathy) {
    var whole = new LinkedHashSet<>(ranking);
    whole.addAll(List.of(ORIGINS));
    return new Differential(intake, List.copyOf(whole), band, radiculopathy);
  }

  private static double[] posterior(List<Weighed> weighed, double elapsed) {
    var scores = new double[ORIGINS.length];
    var correlated = new double[Likelihoods.CORRELATED.size()][ORIGINS.length];
    for (var answer : weighed) {
      var sums = answer.group() < 0 ? scores : correlated[answer.group()];
      for (var i = 0; i < sums.length; i++) {
        sums[i] += answer.weights()[i];
      }
    }
    var total = 0.0;
    for (var origin : ORIGINS) {
      var i = origin.ordinal();
      scores[i] += LOG_PRIORS[i];
      for (var sums : correlated) {
        scores[i] += Weights.within(sums[i], GROUP);
      }
      if (origin == Likelihoods.FADING && elapsed >= Likelihoods.FADING_FROM_HOURS) {
        scores[i] -= Likelihoods.FADING_LOWERED_BY;
      }
      scores[i] = Math.exp(scores[i]);
      total += scores[i];
    }
    for (var i = 0; i < scores.length; i++) {
      scores[i] /= total;
    }
    return scores;
  }

  private static List<Origin> ranking(double[] posterior) {
    var ranking = ORIGINS.clone();
    Arrays.sort(ranking, Comparator.comparingDouble(it -> -rounded(posterior[it.ordinal()])));
    return List.of(ranking);
  }

  /** Equal scores stand in the order of the table, whatever the last bits say. */
  private static double rounded(double score) {
    return Math.rint(score * 1e12);
  }

  private Band weigh() {
    if (leader() == Likelihoods.OVERRIDING) {
      var present = Likelihoods.OVERRIDE_FINDINGS.stream().filter(this::present).count();
      if (present >= Likelihoods.OVERRIDE_POSSIBLE_FROM) {
        return present >= Likelihoods.OVERRIDE_LIKELY_FROM || present(Likelihoods.OVERRIDE_DECISIVE)
            ? Band.LIKELY
            : Band.POSSIBLE;
      }
    }
    var first = posterior[ranking.get(0).ordinal()];
    var second = posterior[ranking.get(1).ordinal()];
    if (completeness() < Likelihoods.COMPLETENESS_FLOOR) {
      return Band.INDETERMINATE;
    }
    if (first >= Likelihoods.LIKELY_SCORE && first >= Likelihoods.LIKELY_TIMES_RUNNER_UP * second) {
      return Band.LIKELY;
    }
    return first >= Likelihoods.POSSIBLE_SCORE ? Band.POSSIBLE : Band.INDETERMINATE;
  }

  private boolean present(Fact fact) {
    return intake.value(fact) == Presence.PRESENT;
  }

  /** The share of the core findings that is known. */
  private double completeness() {
    var known = Likelihoods.CORE.stream().filter(it -> !intake.value(it).isUnknown()).count();
    return (double) known / Likelihoods.CORE.size();
  }

  /** The origins, the one that the answers lean toward most first. */
  public List<Origin> ranking() {
    return ranking;
  }

  /** The first of the ranking, whatever the band; indeterminate means that it does not lead. */
  public Origin leader() {
    return ranking.get(0);
  }

  /** The first of the ranking on one side, so that muscle and structure can be held together. */
  public Origin foremost(Origin.Group group) {
    return ranking.stream().filter(it -> it.group() == group).findFirst().orElseThrow();
  }

  /** The first of the ranking on the other side of "muscle or structure" than the leader. */
  public Origin contender() {
    return foremost(
        leader().group() == Origin.Group.MUSCULAR
            ? Origin.Group.STRUCTURAL
            : Origin.Group.MUSCULAR);
  }

  public Band band() {
    return band;
  }

  /** Whether an examined nerve deficit turns radicular pain into radiculopathy. */
  public boolean radiculopathy() {
    return radiculopathy;
  }

  /** What the answers say for and against an origin, the weightiest first. */
  public List<Pointer> pointers(Origin origin) {
    return weighed.stream()
        .filter(it -> it.weights()[origin.ordinal()] != 0)
        .sorted(Comparator.comparingDouble(it -> -Math.abs(it.weights()[origin.ordinal()])))
        .map(it -> pointer(it, origin))
        .toList();
  }

  /**
   * An answer in the balance of muscle and structure.
   *
   * @param tilt how far it moves the balance: below 0 towards muscle, above 0 towards structure; a
   *     weight of evidence, not a probability
   */
  public record Tilt(Fact fact, Value value, double tilt) {}

  /** What each answer does to the balance of muscle and structure, the weightiest first. */
  public List<Tilt> balance() {
    var muscle = foremost(Origin.Group.MUSCULAR).ordinal();
    var structure = foremost(Origin.Group.STRUCTURAL).ordinal();
    return weighed.stream()
        .map(
            it ->
                new Tilt(
                    it.row().fact(),
                    intake.value(it.row().fact()),
                    it.weights()[structure] - it.weights()[muscle]))
        .filter(it -> it.tilt() != 0)
        .sorted(Comparator.comparingDouble(it -> -Math.abs(it.tilt())))
        .toList();
  }

  private Pointer pointer(Weighed answer, Origin origin) {
    var row = answer.row();
    return new Pointer(
        row.fact(),
        intake.value(row.fact()),
        origin,
        answer.weights()[origin.ordinal()] > 0,
        row.basis(),
        row.sources().stream().map(it -> Library.citation(it).orElseThrow()).toList());
  }

  /**
   * How far an answer to an unknown fact is expected to move the margin between the leader and the
   * runner-up.
   *
   * @return 0 to 2; 0 for a fact that weighs nothing
   */
  public double expectedChange(Fact fact) {
    var answers = Weights.answers(fact);
    if (answers.isEmpty() || !intake.value(fact).isUnknown()) {
      return 0;
    }
    var shares = answers.stream().mapToDouble(this::share).toArray();
    var total = Arrays.stream(shares).sum();
    var change = 0.0;
    for (var i = 0; i < shares.length; i++) {
      change += shares[i] / total * Math.abs(margin(with(answers.get(i))) - margin(posterior));
    }
    return change;
  }

  /**
   * Whether the leaning may still change by an answer to an unknown fact: its margin is expected to
   * move by so much, or the fact is one of those without which there is no band, or that decide it,
   * or that say how long the pain has lasted.
   *
   * @param least of 0 to 2, as {@link #expectedChange}
   */
  public boolean canMove(Fact fact, double least) {
    return intake.value(fact).isUnknown()
        && (Weights.saysHowLong(fact)
            || expectedChange(fact) >= least
            || completeness() < Likelihoods.COMPLETENESS_FLOOR && Likelihoods.CORE.contains(fact)
            || leader() == Likelihoods.OVERRIDING && Likelihoods.OVERRIDE_FINDINGS.contains(fact));
  }

  /** P(answer), as the origins stand now. */
  private double share(Weighed answer) {
    var share = 0.0;
    for (var i = 0; i < posterior.length; i++) {
      share += posterior[i] * answer.likelihoods()[i];
    }
    return share;
  }

  private double[] with(Weighed answer) {
    return Weights.elapsed(intake) < answer.row().fromHours()
        ? posterior
        : posterior(
            Stream.concat(weighed.stream(), Stream.of(Weights.inStory(answer, intake))).toList(),
            Weights.elapsed(intake));
  }

  private double margin(double[] scores) {
    return scores[ranking.get(0).ordinal()] - scores[ranking.get(1).ordinal()];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Differential differential
        && ranking.equals(differential.ranking)
        && band == differential.band
        && radiculopathy == differential.radiculopathy
        && weighed.equals(differential.weighed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(ranking, band);
  }
}
