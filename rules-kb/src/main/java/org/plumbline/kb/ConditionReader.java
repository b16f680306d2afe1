package org.plumbline.kb;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
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
 * Reads from a compiled rule what its condition asks to be there. A "not" pattern asks for
 * something not to be there, so nothing is read from it.
 */
final class ConditionReader {
  /**
   * A property as a constraint names it: negated or not, with or without a state of it, compared
   * for difference or not.
   */
  private static final Pattern PROPERTY =
      Pattern.compile("(!\\s*(?:\\(\\s*)?)?\\b([a-z]\\w*)(?:\\.([a-z]\\w*))?(\\s*!=)?");

  private static final Pattern ID = Pattern.compile("\"([^\"]*)\"");
  private static final Set<Matching> SAID = EnumSet.of(Matching.SAID);
  private static final Set<Matching> DENIED = EnumSet.of(Matching.DENIED);
  private static final Set<Matching> UNKNOWN = EnumSet.of(Matching.UNKNOWN);
  private static final Set<Matching> NOT_SAID = EnumSet.of(Matching.DENIED, Matching.UNKNOWN);

  /** What each state of a finding or group, as rules write it, is fulfilled by. */
  private static final Map<String, Set<Matching>> STATES =
      Map.of(
          "present", SAID,
          "anyPresent", SAID,
          "presentCount", SAID,
          "absent", DENIED,
          "allAbsent", DENIED,
          "unknown", UNKNOWN,
          "anyUnknown", UNKNOWN,
          "notPresent", NOT_SAID,
          "nonePresent", NOT_SAID);

  private static final String UNKNOWN_TWIN = "Unknown";
  private static final Map<String, List<Fact>> FACTS = factsByProperty();

  private final Map<Fact, Set<Matching>> reads = new EnumMap<>(Fact.class);
  private final Set<String> buildsOn = new TreeSet<>();
  private boolean readsContradictions;
  private boolean buildsOnTopRedFlags;

  ConditionReader(Rule rule) {
    read(rule.getView());
  }

  Map<Fact, Set<Matching>> reads() {
    return reads;
  }

  Set<String> buildsOn() {
    return buildsOn;
  }

  boolean readsContradictions() {
    return readsContradictions;
  }

  boolean buildsOnTopRedFlags() {
    return buildsOnTopRedFlags;
  }

  private void read(Condition condition) {
    if (condition.getType() == Condition.Type.NOT) {
      return;
    }
    if (condition instanceof org.drools.model.Pattern<?> pattern) {
      read(pattern.getPatternVariable().getType(), texts(pattern.getConstraint()).toList());
    }
    condition.getSubConditions().forEach(this::read);
  }

  private void read(Class<?> type, List<String> constraints) {
    if (type.equals(Intake.class)) {
      constraints.forEach(text -> PROPERTY.matcher(text).results().forEach(this::readProperty));
    } else if (type.equals(RedFlag.class) && constraints.isEmpty()) {
      buildsOnTopRedFlags = true;
    } else {
      constraints.forEach(
          text -> ID.matcher(text).results().forEach(id -> buildsOn.add(id.group(1))));
    }
  }

  private void readProperty(MatchResult found) {
    var name = found.group(2);
    readsContradictions |= name.equals("contradictory");
    for (var fact : FACTS.getOrDefault(name, List.of())) {
      reads
          .computeIfAbsent(fact, it -> EnumSet.noneOf(Matching.class))
          .addAll(matching(found, name));
    }
  }

  private static Set<Matching> matching(MatchResult found, String name) {
    var negated = found.group(1) != null;
    if (found.group(3) != null) {
      var state = STATES.get(found.group(3));
      if (state == null) {
        throw new IllegalStateException(
            "a rule reads %s.%s, which is no state".formatted(name, found.group(3)));
      }
      return negated ? EnumSet.complementOf(EnumSet.copyOf(state)) : state;
    }
    if (name.endsWith(UNKNOWN_TWIN)) {
      return UNKNOWN;
    }
    // A comparison is fulfilled by what was said; a negated one, or one for difference, by what
    // nobody knows as well.
    return negated || found.group(4) != null ? EnumSet.of(Matching.SAID, Matching.UNKNOWN) : SAID;
  }

  private static Stream<String> texts(Constraint constraint) {
    if (constraint instanceof SingleConstraint single) {
      return single == SingleConstraint.TRUE
          ? Stream.of()
          : Stream.of(single.predicateInformation().getStringConstraint());
    }
    return constraint.getChildren().stream().flatMap(ConditionReader::texts);
  }

  /**
   * Every name under which a rule can read a fact: its property, the property's unknown twin, and
   * the groups.
   */
  private static Map<String, List<Fact>> factsByProperty() {
    var names = Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::property, List::of));
    for (var fact : Fact.values()) {
      names.put(fact.property() + UNKNOWN_TWIN, List.of(fact));
    }
    names.putAll(Fact.GROUPS);
    return Map.copyOf(names);
  }
}
