package org.plumbline.kb.outlook;

import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Condition;
import org.plumbline.kb.condition.Formulas;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.rule.KnowledgeRule;

/**
 * What the rules could still conclude: open questions, what would change the disposition, and the
 * next question. It is read from the compiled rules, so it cannot differ from them; it is built on
 * first use, because an assessment does not need it.
 */
public final class Outlook {
  private final KnowledgeBase knowledge;
  private final Map<String, Condition> conditions;
  private volatile @Nullable Paths paths;
  private volatile @Nullable Ways ways;

  /**
   * The outlook of a knowledge base.
   *
   * @param rules those that decide
   */
  public Outlook(KnowledgeBase knowledge, Collection<KnowledgeRule> rules) {
    this.knowledge = knowledge;
    this.conditions =
        rules.stream()
            .collect(
                Collectors.toMap(
                    KnowledgeRule::name,
                    KnowledgeRule::condition,
                    (one, other) -> one,
                    LinkedHashMap::new));
  }

  /** The names of the deciding rules. */
  public Set<String> rules() {
    return Collections.unmodifiableSet(conditions.keySet());
  }

  /** What a deciding rule asks for; empty when there is no such rule. */
  public Optional<Condition> condition(String rule) {
    return Optional.ofNullable(conditions.get(rule));
  }

  /** The formulas of the deciding rules. */
  public Formulas formulas() {
    return paths().formulas();
  }

  /** How urgent a deciding rule makes the patient; empty for an inferred finding. */
  public Optional<Urgency> urgency(String rule) {
    return paths().urgency(rule);
  }

  /** What could still change the assessment of this intake; takes about a millisecond. */
  public Explanation explain(Intake intake) {
    return new Explainer(knowledge, paths(), intake).explain();
  }

  /**
   * The next question for the patient: what decides about an ambulance first, then about each
   * lesser urgency, then what the differential and the advice need. Empty when nothing is left to
   * ask, or when the answers make an emergency certain.
   */
  public Optional<Question> nextQuestion(Intake intake) {
    return interview(intake).next();
  }

  /**
   * What the short intake asks next: a list or one question. Empty when what is left can neither
   * change the disposition nor move the leaning much, or when the answers make an emergency
   * certain. Its end is the end of the whole form.
   *
   * @param opened the lists about which the patient was not sure: their questions are asked alone
   */
  public Optional<Step> nextStep(Intake intake, Set<Checklist> opened) {
    return shortInterview(intake, opened).next();
  }

  /**
   * What is asked after the result, for the plan of lifting and advice alone. Empty when nothing is
   * left that advice reads, or when the patient is too urgent for a plan.
   *
   * @param opened as in {@link #nextStep}
   */
  public Optional<Step> nextStepOfPlan(Intake intake, Set<Checklist> opened) {
    return knowledge.urgency(intake).compareTo(Urgency.ROUTINE) > 0
        ? Optional.empty()
        : shortInterview(intake, opened).next(advised());
  }

  private ShortInterview shortInterview(Intake intake, Set<Checklist> opened) {
    return new ShortInterview(new Standing(paths(), built(), intake), opened);
  }

  /** What the rules and items of advice read. */
  private Set<Fact> advised() {
    var read = EnumSet.noneOf(Fact.class);
    knowledge.ruleNames().stream()
        .filter(it -> !conditions.containsKey(it))
        .forEach(it -> read.addAll(knowledge.rule(it).orElseThrow().facts()));
    for (var item : AdviceItem.all()) {
      read.addAll(item.notWith());
      read.addAll(item.onlyIfAbsent());
      item.additions().forEach(it -> read.addAll(it.unlessAbsent()));
      item.weight().ifPresent(it -> read.add(it.of()));
    }
    return read;
  }

  /**
   * What holds whatever the patient still answers; questions that were not answered are open. A
   * patient is interrupted exactly when this is an emergency or more.
   */
  public Certainty certain(Intake intake) {
    return interview(intake).certain();
  }

  /**
   * The questions whose answers decide now whether the patient is sent away; they are asked next.
   * Empty when none does, or when it is certain.
   */
  public List<Question> deciding(Intake intake) {
    return interview(intake).deciding();
  }

  /**
   * The answers to these questions that make an urgency certain beside what is known otherwise, the
   * most urgent first: for a page that has to tell at the tap, without asking the server.
   *
   * @param here the questions of the page; what the intake says of them plays no part
   * @param least the least urgency that is told
   */
  public List<Combination> combinations(Intake intake, Set<Fact> here, Urgency least) {
    var elsewhere =
        Intake.of(intake.statements().stream().filter(it -> !here.contains(it.fact())).toList());
    return interview(elsewhere).combinations(here, least);
  }

  /** The ways to be certain worked out anew, as lines of the file that the build keeps. */
  public List<String> linesOfWays() {
    return Ways.workedOut(paths()).lines(paths());
  }

  /** Every way to be certain, the most urgent first. */
  List<Ways.Way> ways() {
    return built().all();
  }

  private Ways built() {
    var built = ways;
    if (built == null) {
      built = Ways.of(paths());
      ways = built;
    }
    return built;
  }

  private Interview interview(Intake intake) {
    return new Interview(new Standing(paths(), built(), intake));
  }

  /** Which open questions can still change the disposition of this intake. */
  Relevance relevance(Intake intake) {
    return new Relevance(new Standing(paths(), built(), intake));
  }

  Paths paths() {
    var built = paths;
    if (built == null) {
      built = new Paths(knowledge, conditions);
      paths = built;
    }
    return built;
  }
}
