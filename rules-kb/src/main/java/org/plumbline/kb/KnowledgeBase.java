package org.plumbline.kb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.drools.model.Model;
import org.drools.model.Rule;
import org.drools.model.impl.ModelImpl;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.plumbline.kb.conclusion.Conclusion;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/**
 * Intake in, assessment out. Built once; safe for use by many threads. The rules were compiled in
 * the build, so that none can change at run time.
 */
public final class KnowledgeBase {
  private static final String MODEL = "META-INF/kie/org.plumbline/rules-kb/drools-model";
  private static final String SCREEN_INCOMPLETE = "RF29";

  private static final Comparator<RedFlag> MOST_URGENT_FIRST =
      Comparator.comparing(RedFlag::urgency).reversed().thenComparing(RedFlag::id);

  private final KieBase rules;
  private final Map<String, KnowledgeRule> ruleByName;
  private final Map<String, Reason> reasonAlone;

  private KnowledgeBase(List<Rule> rules) {
    this.rules = KieBaseBuilder.createKieBaseFromModel(new ModelImpl("plumbline").withRules(rules));
    this.ruleByName = new LinkedHashMap<>();
    rules.forEach(rule -> ruleByName.put(rule.getName(), KnowledgeRule.of(rule)));
    this.reasonAlone = new HashMap<>();
    ruleByName.values().stream()
        .filter(KnowledgeRule::standsAlone)
        .forEach(rule -> reasonAlone.put(rule.name(), rule.reason(rule.facts())));
  }

  /** The knowledge base of this jar; takes about half a second of CPU. */
  public static KnowledgeBase load() {
    return without(rule -> false);
  }

  /** The knowledge base without some of its rules, for the proof that each of them is needed. */
  static KnowledgeBase without(Predicate<String> left) {
    return new KnowledgeBase(
        models()
            .flatMap(model -> model.getRules().stream())
            .filter(rule -> !left.test(rule.getName()))
            .toList());
  }

  private static Stream<Model> models() {
    var loader = KnowledgeBase.class.getClassLoader();
    return modelClasses(loader).stream().map(name -> instance(loader, name));
  }

  private static List<String> modelClasses(ClassLoader loader) {
    try (var stream = loader.getResourceAsStream(MODEL)) {
      if (stream == null) {
        throw new IllegalStateException(MODEL + " is missing: the rules were not compiled");
      }
      var lines =
          new BufferedReader(new InputStreamReader(stream, UTF_8)).lines().map(String::strip);
      return lines.filter(line -> !line.isEmpty() && !line.contains(":")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Model instance(ClassLoader loader, String name) {
    try {
      return (Model) Class.forName(name, true, loader).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("compiled rules cannot be loaded: " + name, e);
    }
  }

  /** The names of all rules, in the order of the files. */
  public Set<String> ruleNames() {
    return Collections.unmodifiableSet(ruleByName.keySet());
  }

  /**
   * The reason that a rule would give, with the facts that its condition reads; empty when there is
   * no such rule.
   */
  public Optional<Reason> rule(String name) {
    return Optional.ofNullable(ruleByName.get(name)).map(rule -> rule.reason(rule.facts()));
  }

  /** Assesses an intake. Every valid intake gets an assessment. */
  public Assessment assess(Intake intake) {
    var conclusions = conclude(intake);
    var dispositions = ofType(Disposition.class, conclusions);
    if (dispositions.isEmpty()) {
      throw new IllegalStateException("no rule concluded a disposition");
    }
    var redFlags = ofType(RedFlag.class, conclusions);
    redFlags.sort(MOST_URGENT_FIRST);
    return new Assessment(
        Library.VERSION,
        dispositions.get(0).urgency(),
        dispositions,
        redFlags,
        reasons(intake, conclusions, redFlags),
        unanswered(intake, redFlags));
  }

  /** Conclusions are collected after the last firing: a less urgent one may have been withdrawn. */
  private List<Conclusion> conclude(Intake intake) {
    var session = rules.newKieSession();
    try {
      session.insert(intake);
      session.fireAllRules();
      var conclusions = new ArrayList<Conclusion>();
      for (var object : session.getObjects()) {
        if (object instanceof Conclusion conclusion) {
          conclusions.add(conclusion);
        }
      }
      conclusions.sort(Comparator.comparing(Conclusion::id));
      return conclusions;
    } finally {
      session.dispose();
    }
  }

  private static <T extends Conclusion> List<T> ofType(
      Class<T> type, List<Conclusion> conclusions) {
    var found = new ArrayList<T>();
    for (var conclusion : conclusions) {
      if (type.isInstance(conclusion)) {
        found.add(type.cast(conclusion));
      }
    }
    return found;
  }

  private List<Reason> reasons(
      Intake intake, List<Conclusion> conclusions, List<RedFlag> redFlags) {
    var ids = new HashSet<String>();
    conclusions.forEach(conclusion -> ids.add(conclusion.id()));
    var reasons = new ArrayList<Reason>(conclusions.size());
    for (var conclusion : conclusions) {
      var alone = reasonAlone.get(conclusion.id());
      reasons.add(alone != null ? alone : reason(conclusion, intake, ids, redFlags));
    }
    return reasons;
  }

  private Reason reason(
      Conclusion conclusion, Intake intake, Set<String> concluded, List<RedFlag> redFlags) {
    var facts = EnumSet.noneOf(Fact.class);
    addFacts(conclusion.id(), intake, concluded, redFlags, facts);
    return rule(conclusion).reason(facts);
  }

  private void addFacts(
      String id, Intake intake, Set<String> concluded, List<RedFlag> redFlags, Set<Fact> facts) {
    var rule = requireNonNull(ruleByName.get(id), id);
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

  private KnowledgeRule rule(Conclusion conclusion) {
    return requireNonNull(ruleByName.get(conclusion.id()), conclusion.id());
  }

  /** What the rules that found the screen incomplete asked for and did not get. */
  private List<Fact> unanswered(Intake intake, List<RedFlag> redFlags) {
    var unanswered = EnumSet.noneOf(Fact.class);
    for (var flag : redFlags) {
      if (rule(flag).family().equals(SCREEN_INCOMPLETE)) {
        rule(flag).facts().stream()
            .filter(fact -> intake.value(fact).isUnknown())
            .forEach(unanswered::add);
      }
    }
    return List.copyOf(unanswered);
  }
}
