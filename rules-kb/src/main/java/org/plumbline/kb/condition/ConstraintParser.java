package org.plumbline.kb.condition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.plumbline.kb.condition.Condition.About;
import org.plumbline.kb.condition.Condition.All;
import org.plumbline.kb.condition.Condition.Any;
import org.plumbline.kb.condition.Condition.Compared;
import org.plumbline.kb.condition.Condition.Concluded;
import org.plumbline.kb.condition.Condition.Contradictory;
import org.plumbline.kb.condition.Condition.Counted;
import org.plumbline.kb.condition.Condition.FactIs;
import org.plumbline.kb.condition.Condition.Not;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/**
 * Parses the constraints that rules write on an intake: states of findings and groups, comparisons,
 * and, or, not. Anything else is refused, so that no rule is explained by halves.
 */
final class ConstraintParser {
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\|\\||&&|[<>=!]=|[<>!(),]|\"[^\"]*\"|[\\w.$]+)");
  private static final Pattern BY_ID = Pattern.compile("id (==|in) .*");
  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
  private static final String UNKNOWN_TWIN = "Unknown";
  private static final Map<String, Fact> FACTS =
      Arrays.stream(Fact.values()).collect(Collectors.toMap(Fact::property, Function.identity()));

  private static final Map<String, Fact> COMPARED =
      Arrays.stream(Fact.values())
          .collect(Collectors.toMap(Fact::comparedProperty, Function.identity()));

  private final String text;
  private final List<String> tokens;
  private int next;

  private ConstraintParser(String text) {
    this.text = text;
    this.tokens = TOKEN.matcher(text).results().map(it -> it.group(1)).toList();
  }

  static Condition onIntake(String text) {
    var parser = new ConstraintParser(text);
    var condition = parser.alternatives();
    if (parser.next < parser.tokens.size()) {
      throw parser.refused();
    }
    return condition;
  }

  static Condition onConclusion(String type, String text) {
    return BY_ID.matcher(text).matches()
        ? new Concluded(
            QUOTED.matcher(text).results().map(it -> it.group(1)).collect(Collectors.toSet()))
        : new About(type, text);
  }

  private Condition alternatives() {
    var parts = new ArrayList<Condition>(List.of(conjunction()));
    while (accept("||")) {
      parts.add(conjunction());
    }
    return parts.size() == 1 ? parts.get(0) : new Any(parts);
  }

  private Condition conjunction() {
    var parts = new ArrayList<Condition>(List.of(negation()));
    while (accept("&&")) {
      parts.add(negation());
    }
    return parts.size() == 1 ? parts.get(0) : new All(parts);
  }

  private Condition negation() {
    if (accept("!")) {
      return new Not(negation());
    }
    if (accept("(")) {
      var inner = alternatives();
      expect(")");
      return inner;
    }
    return atom(take());
  }

  private Condition atom(String word) {
    if (word.equals("contradictory")) {
      return new Contradictory(Contradiction.Subject.SIGN);
    }
    if (word.equals("painContradictory")) {
      return new Contradictory(Contradiction.Subject.PAIN);
    }
    var dot = word.indexOf('.');
    var property = dot < 0 ? word : word.substring(0, dot);
    if (dot >= 0) {
      var state = word.substring(dot + 1);
      return Fact.GROUPS.containsKey(property) ? group(property, state) : finding(property, state);
    }
    if (word.endsWith(UNKNOWN_TWIN)) {
      return new FactIs(
          fact(word.substring(0, word.length() - UNKNOWN_TWIN.length())), Set.of(Reading.UNKNOWN));
    }
    return comparison(COMPARED.containsKey(word) ? COMPARED.get(word) : fact(word));
  }

  private Condition finding(String property, String state) {
    var values =
        switch (state) {
          case "present" -> Set.<Value>of(Presence.PRESENT);
          case "absent" -> Set.<Value>of(Presence.ABSENT);
          case "unknown" -> Set.<Value>of(Presence.UNKNOWN);
          case "notPresent" -> Set.<Value>of(Presence.ABSENT, Presence.UNKNOWN);
          default -> throw refused();
        };
    return new FactIs(fact(property), values);
  }

  private Condition group(String group, String state) {
    var size = Fact.GROUPS.getOrDefault(group, List.of()).size();
    return switch (state) {
      case "anyPresent" -> new Counted(group, Presence.PRESENT, Operator.AT_LEAST, 1);
      case "nonePresent" -> new Counted(group, Presence.PRESENT, Operator.EQUAL, 0);
      case "anyUnknown" -> new Counted(group, Presence.UNKNOWN, Operator.AT_LEAST, 1);
      case "allAbsent" -> new Counted(group, Presence.ABSENT, Operator.EQUAL, size);
      case "presentCount" ->
          new Counted(group, Presence.PRESENT, Operator.of(take()), (int) number());
      default -> throw refused();
    };
  }

  private Condition comparison(Fact fact) {
    var operator = take();
    if (fact.kind() == Fact.Kind.READING) {
      return new Compared(fact, Operator.of(operator), number());
    }
    var option = new FactIs(fact, Set.of(option(fact, take())));
    return switch (operator) {
      case "==" -> option;
      case "!=" -> new Not(option);
      default -> throw refused();
    };
  }

  private static Value option(Fact fact, String constant) {
    var name = constant.substring(constant.indexOf('.') + 1);
    return fact.options().stream()
        .filter(it -> ((Enum<?>) it).name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("%s has no %s".formatted(fact.code(), constant)));
  }

  private double number() {
    return Double.parseDouble(take());
  }

  private Fact fact(String property) {
    var fact = FACTS.get(property);
    if (fact == null) {
      throw refused();
    }
    return fact;
  }

  private boolean accept(String token) {
    var there = next < tokens.size() && tokens.get(next).equals(token);
    if (there) {
      next++;
    }
    return there;
  }

  private void expect(String token) {
    if (!accept(token)) {
      throw refused();
    }
  }

  private String take() {
    if (next == tokens.size()) {
      throw refused();
    }
    return tokens.get(next++);
  }

  private IllegalStateException refused() {
    return new IllegalStateException(
        "a rule writes \"%s\", which docs/style.md does not know".formatted(text));
  }
}
