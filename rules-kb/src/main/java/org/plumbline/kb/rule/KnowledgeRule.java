package org.plumbline.kb.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.drools.model.Rule;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.condition.Condition;
import org.plumbline.kb.condition.Condition.About;
import org.plumbline.kb.condition.Condition.All;
import org.plumbline.kb.condition.Condition.Any;
import org.plumbline.kb.condition.Condition.Compared;
import org.plumbline.kb.condition.Condition.Concluded;
import org.plumbline.kb.condition.Condition.Contradictory;
import org.plumbline.kb.condition.Condition.Counted;
import org.plumbline.kb.condition.Condition.FactIs;
import org.plumbline.kb.condition.Condition.Not;
import org.plumbline.kb.condition.ConditionReader;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Evidence;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;

/**
 * What the compiled rule says of itself: its metadata, what its condition reads, and the
 * conclusions that it builds on.
 *
 * @param condition what the rule asks for
 * @param reads the facts that the condition reads, groups expanded, and which of their values can
 *     fulfil it
 * @param buildsOn the ids of the conclusions that the condition asks to be there
 * @param contradictions about what the condition asks for answers that contradict each other
 * @param buildsOnTopRedFlags whether it builds on the most urgent red flags, whichever they are
 */
public record KnowledgeRule(
    String name,
    String family,
    String title,
    String claim,
    List<Citation> sources,
    Condition condition,
    Map<Fact, Set<Matching>> reads,
    Set<String> buildsOn,
    Set<Contradiction.Subject> contradictions,
    boolean buildsOnTopRedFlags) {

  /** What a compiled rule says of itself. */
  public static KnowledgeRule of(Rule rule) {
    var condition = ConditionReader.read(rule);
    var reading = new Reading();
    reading.read(condition, false);
    return new KnowledgeRule(
        rule.getName(),
        metadata(rule, "family"),
        metadata(rule, "title"),
        metadata(rule, "claim"),
        sources(rule),
        condition,
        reading.facts,
        reading.rules,
        reading.contradictions,
        reading.topRedFlags);
  }

  /**
   * Collects what a condition reads. A conclusion that is asked not to be there explains nothing,
   * so nothing is read from it.
   */
  private static final class Reading {
    private final Map<Fact, Set<Matching>> facts = new EnumMap<>(Fact.class);
    private final Set<String> rules = new TreeSet<>();
    private final Set<Contradiction.Subject> contradictions =
        EnumSet.noneOf(Contradiction.Subject.class);
    private boolean topRedFlags;

    private void read(Condition it, boolean negated) {
      if (it instanceof All all) {
        all.parts().forEach(part -> read(part, negated));
      } else if (it instanceof Any any) {
        any.parts().forEach(part -> read(part, negated));
      } else if (it instanceof Not not) {
        read(not.part(), !negated);
      } else if (it instanceof FactIs atom) {
        readStates(atom, negated);
      } else if (it instanceof Compared atom) {
        // A negated comparison is fulfilled by what nobody knows as well as by another number.
        facts(atom.fact())
            .addAll(
                negated ? EnumSet.of(Matching.SAID, Matching.UNKNOWN) : EnumSet.of(Matching.SAID));
      } else if (it instanceof Counted counted) {
        counted.members().forEach(fact -> add(fact, negated, matching(counted)));
      } else if (!negated) {
        readConclusion(it);
      }
    }

    /** Another option of a choice than the one that is asked for was said as well. */
    private void readStates(FactIs atom, boolean negated) {
      var matching = EnumSet.noneOf(Matching.class);
      atom.values().forEach(value -> matching.add(Matching.of(value)));
      if (negated && atom.fact().kind() == Fact.Kind.CHOICE) {
        matching.remove(Matching.SAID);
      }
      add(atom.fact(), negated, matching);
    }

    private void readConclusion(Condition it) {
      if (it instanceof Concluded concluded) {
        rules.addAll(concluded.rules());
      } else if (it instanceof Contradictory contradictory) {
        contradictions.add(contradictory.subject());
      } else if (it instanceof About about) {
        topRedFlags |= about.type().equals(RedFlag.class.getSimpleName()) && about.text().isEmpty();
      }
    }

    private void add(Fact fact, boolean negated, EnumSet<Matching> matching) {
      facts(fact).addAll(negated ? EnumSet.complementOf(matching) : matching);
    }

    private Set<Matching> facts(Fact fact) {
      return facts.computeIfAbsent(fact, key -> EnumSet.noneOf(Matching.class));
    }

    private static EnumSet<Matching> matching(Counted counted) {
      var of = EnumSet.of(Matching.of(counted.presence()));
      var none = counted.presence() == Presence.PRESENT && counted.number() == 0;
      return none ? EnumSet.complementOf(of) : of;
    }
  }

  /** The facts of an intake that can have fulfilled the condition. */
  List<Fact> matched(Intake intake) {
    var matched = new ArrayList<Fact>();
    reads.forEach(
        (fact, matching) -> {
          if (matching.contains(Matching.of(intake.value(fact)))) {
            matched.add(fact);
          }
        });
    return matched;
  }

  /** Whether the condition reads the intake alone. */
  boolean standsAlone() {
    return buildsOn.isEmpty() && contradictions.isEmpty() && !buildsOnTopRedFlags;
  }

  Reason reason(List<Fact> facts) {
    return new Reason(name, family, title, claim, Evidence.of(sources), sources, facts);
  }

  /**
   * The rule compiler of Maven takes the quotes of a text away, the one of the library does not.
   */
  private static String metadata(Rule rule, String key) {
    if (rule.getMetaData(key) instanceof String text && !text.isBlank()) {
      return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }
    throw new IllegalStateException("rule %s has no @%s".formatted(rule.getName(), key));
  }

  private static List<Citation> sources(Rule rule) {
    return Arrays.stream(metadata(rule, "source").split(","))
        .map(String::strip)
        .map(key -> citation(rule, key))
        .toList();
  }

  private static Citation citation(Rule rule, String key) {
    return Library.citation(key)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "rule %s cites %s, which the Library does not have"
                        .formatted(rule.getName(), key)));
  }
}
