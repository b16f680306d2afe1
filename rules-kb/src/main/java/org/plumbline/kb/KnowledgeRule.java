package org.plumbline.kb;

import static java.util.stream.Collectors.toCollection;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.model.Condition;
import org.drools.model.Constraint;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/**
 * What the compiled rule says of itself: its metadata, the facts that its condition reads, and the
 * conclusions that it builds on.
 *
 * @param facts the facts that the condition reads directly, groups expanded to their members
 * @param buildsOn the ids of the conclusions that the condition asks to be there
 * @param readsContradictions whether the condition asks for answers that contradict each other
 * @param buildsOnTopRedFlags whether it builds on the most urgent red flags, whichever they are
 */
record KnowledgeRule(
    String name,
    String family,
    String title,
    String claim,
    String evidence,
    List<Citation> sources,
    Set<Fact> facts,
    Set<String> buildsOn,
    boolean readsContradictions,
    boolean buildsOnTopRedFlags) {

  private static final Pattern WORD = Pattern.compile("[A-Za-z]\\w*|\"[^\"]*\"");
  private static final Map<String, List<Fact>> PROPERTIES = properties();

  static KnowledgeRule of(Rule rule) {
    var reading = new Reading(rule);
    return new KnowledgeRule(
        rule.getName(),
        metadata(rule, "family"),
        metadata(rule, "title"),
        metadata(rule, "claim"),
        metadata(rule, "evidence"),
        sources(rule),
        reading.facts,
        reading.buildsOn,
        reading.contradictions,
        reading.topRedFlags);
  }

  Reason reason(Set<Fact> read) {
    return new Reason(name, family, title, claim, evidence, sources, List.copyOf(read));
  }

  /** Whether the facts of the reason are those of the condition, whatever else was concluded. */
  boolean standsAlone() {
    return buildsOn.isEmpty() && !readsContradictions && !buildsOnTopRedFlags;
  }

  private static String metadata(Rule rule, String key) {
    if (rule.getMetaData(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw new IllegalStateException("rule %s has no @%s".formatted(rule.getName(), key));
  }

  private static List<Citation> sources(Rule rule) {
    return Arrays.stream(metadata(rule, "source").split(","))
        .map(String::strip)
        .map(
            key ->
                Library.citation(key)
                    .orElseThrow(
                        () ->
                            new IllegalStateException(
                                "rule %s cites %s, which the Library does not have"
                                    .formatted(rule.getName(), key))))
        .toList();
  }

  /**
   * Reads what must be there; a "not" pattern asks for something not to be there, so nothing is
   * built on it.
   */
  private static final class Reading {
    private final Set<Fact> facts = EnumSet.noneOf(Fact.class);
    private final Set<String> buildsOn = new TreeSet<>();
    private boolean contradictions;
    private boolean topRedFlags;

    Reading(Rule rule) {
      read(rule.getView());
    }

    private void read(Condition condition) {
      if (condition.getType() == Condition.Type.NOT) {
        return;
      }
      if (condition instanceof org.drools.model.Pattern<?> pattern) {
        readPattern(pattern.getPatternVariable().getType(), words(pattern.getConstraint()));
      }
      condition.getSubConditions().forEach(this::read);
    }

    private void readPattern(Class<?> type, Set<String> words) {
      if (type.equals(Intake.class)) {
        words.forEach(word -> facts.addAll(PROPERTIES.getOrDefault(word, List.of())));
        contradictions |= words.contains("contradictory");
      } else if (type.equals(RedFlag.class) && words.isEmpty()) {
        topRedFlags = true;
      } else {
        words.stream()
            .filter(word -> word.startsWith("\""))
            .map(word -> word.replace("\"", ""))
            .forEach(buildsOn::add);
      }
    }
  }

  private static Set<String> words(Constraint constraint) {
    return constraints(constraint)
        .flatMap(it -> WORD.matcher(it.predicateInformation().getStringConstraint()).results())
        .map(match -> match.group())
        .collect(toCollection(TreeSet::new));
  }

  private static Stream<SingleConstraint> constraints(Constraint constraint) {
    if (constraint instanceof SingleConstraint single) {
      return single == SingleConstraint.TRUE ? Stream.of() : Stream.of(single);
    }
    return constraint.getChildren().stream().flatMap(KnowledgeRule::constraints);
  }

  /**
   * Every name under which a rule can read a fact: its property, the property's unknown twin, and
   * the groups.
   */
  private static Map<String, List<Fact>> properties() {
    var names = Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::property, List::of));
    for (var fact : Fact.values()) {
      names.put(fact.property() + "Unknown", List.of(fact));
    }
    names.putAll(Fact.GROUPS);
    return Map.copyOf(names);
  }
}
