package org.plumbline.kb;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/** Gives the reason of every conclusion, from what the compiled rules say of themselves. */
final class Reasons {
  /** The family of the rules that find a question unanswered. */
  private static final String SCREEN_INCOMPLETE = "RF29";

  private final Map<String, KnowledgeRule> rules = new LinkedHashMap<>();

  /** The reasons that are the same for every intake, made once. */
  private final Map<String, Reason> alone = new HashMap<>();

  Reasons(Collection<KnowledgeRule> all) {
    for (var rule : all) {
      rules.put(rule.name(), rule);
      if (rule.standsAlone()) {
        alone.put(rule.name(), rule.reason(rule.facts()));
      }
    }
  }

  Set<String> ruleNames() {
    return Collections.unmodifiableSet(rules.keySet());
  }

  /** The reason that a rule would give on its own; empty when there is no such rule. */
  Optional<Reason> of(String name) {
    return Optional.ofNullable(rules.get(name)).map(rule -> rule.reason(rule.facts()));
  }

  List<Reason> of(Intake intake, List<Conclusion> conclusions, List<RedFlag> redFlags) {
    var concluded = new HashSet<String>();
    conclusions.forEach(conclusion -> concluded.add(conclusion.id()));
    var reasons = new ArrayList<Reason>(conclusions.size());
    for (var conclusion : conclusions) {
      var same = alone.get(conclusion.id());
      reasons.add(same != null ? same : reason(conclusion, intake, concluded, redFlags));
    }
    return reasons;
  }

  private Reason reason(
      Conclusion conclusion, Intake intake, Set<String> concluded, List<RedFlag> redFlags) {
    var facts = EnumSet.noneOf(Fact.class);
    addFacts(conclusion.id(), intake, concluded, redFlags, facts);
    return rule(conclusion.id()).reason(facts);
  }

  private void addFacts(
      String id, Intake intake, Set<String> concluded, List<RedFlag> redFlags, Set<Fact> facts) {
    var rule = rule(id);
    facts.addAll(rule.facts());
    if (rule.readsContradictions()) {
      intake
          .contradictions()
          .forEach(it -> it.statements().forEach(statement -> facts.add(statement.fact())));
    }
    for (var other : rule.buildsOn()) {
      if (concluded.contains(other)) {
        addFacts(other, intake, concluded, redFlags, facts);
      }
    }
    if (rule.buildsOnTopRedFlags()) {
      redFlags.stream()
          .filter(flag -> flag.urgency() == redFlags.get(0).urgency())
          .forEach(flag -> addFacts(flag.id(), intake, concluded, redFlags, facts));
    }
  }

  private KnowledgeRule rule(String name) {
    return requireNonNull(rules.get(name), name);
  }

  /** What the rules that found the screen incomplete asked for and did not get. */
  List<Fact> unanswered(Intake intake, List<RedFlag> redFlags) {
    var unanswered = EnumSet.noneOf(Fact.class);
    for (var flag : redFlags) {
      if (rule(flag.id()).family().equals(SCREEN_INCOMPLETE)) {
        rule(flag.id()).facts().stream()
            .filter(fact -> intake.value(fact).isUnknown())
            .forEach(unanswered::add);
      }
    }
    return List.copyOf(unanswered);
  }
}
