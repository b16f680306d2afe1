package org.plumbline.kb.publish;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
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
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

/**
 * Writes the deciding rules as Clinical Quality Language, one definition per rule. A finding is a
 * Boolean parameter whose null is unknown, so that CQL's own three values say what the rules mean;
 * a reading is a Decimal, a choice a String.
 */
public final class CqlWriter {
  private static final int CQL_SCALE = 8;

  private final KnowledgeBase knowledge;

  public CqlWriter(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** The library, as text. */
  public String write() {
    var text = new StringBuilder();
    text.append("// The red-flag rules and the disposition, written from the compiled rules.\n");
    text.append("// A finding: true is present, false is absent, null is unknown.\n");
    text.append("library LowBackTriage version '%s'%n%n".formatted(Library.VERSION));
    for (var fact : Fact.values()) {
      text.append("// ").append(fact.meaning()).append('\n');
      text.append("parameter \"%s\" %s%n".formatted(fact.code(), type(fact)));
    }
    text.append("// the intake holds answers that contradict each other\n");
    text.append("parameter \"contradictory\" Boolean default false\n");
    text.append("parameter \"contradictory about the pain\" Boolean default false\n\n");
    for (var rule : rules()) {
      text.append("// ").append(knowledge.rule(rule).orElseThrow().claim()).append('\n');
      text.append("define %s:%n  %s%n%n".formatted(name(rule), expression(rule)));
    }
    return text.append(redFlags()).append(disposition()).toString();
  }

  /** A rule may have the name of a fact. */
  private static String name(String rule) {
    return "\"rule %s\"".formatted(rule);
  }

  private static String type(Fact fact) {
    return switch (fact.kind()) {
      case FINDING -> "Boolean";
      case READING -> "Decimal";
      case CHOICE -> "String";
    };
  }

  private List<String> rules() {
    return knowledge.ruleNames().stream()
        .filter(it -> knowledge.outlook().condition(it).isPresent())
        .filter(it -> !readsOnlyUrgency(knowledge.condition(it).orElseThrow()))
        .toList();
  }

  /** The most urgent red flag decides, and self-care is the rest: both are in the disposition. */
  private static boolean readsOnlyUrgency(Condition it) {
    if (it instanceof All all) {
      return all.parts().stream().allMatch(CqlWriter::readsOnlyUrgency);
    }
    return it instanceof About || (it instanceof Not not && readsOnlyUrgency(not.part()));
  }

  /**
   * A floor that a more urgent red flag hides is written without it: the disposition sorts it out.
   */
  private String expression(String rule) {
    return cql(knowledge.condition(rule).orElseThrow());
  }

  private String cql(Condition it) {
    if (it instanceof All all) {
      return joined(all.parts(), " and ");
    }
    if (it instanceof Any any) {
      return joined(any.parts(), " or ");
    }
    if (it instanceof Not not) {
      return not.part() instanceof About ? "true" : "not (" + cql(not.part()) + ")";
    }
    if (it instanceof FactIs atom) {
      return atom.values().stream()
          .map(value -> is(atom.fact(), value))
          .sorted()
          .collect(Collectors.joining(" or ", "(", ")"));
    }
    if (it instanceof Compared atom) {
      return "((%s %s %s) is true)"
          .formatted(
              compared(atom.fact()),
              atom.operator().symbol().replace("==", "="),
              decimal(atom.bound()));
    }
    if (it instanceof Counted counted) {
      return counted(counted);
    }
    if (it instanceof Concluded concluded) {
      return new TreeSet<>(concluded.rules())
          .stream().map(CqlWriter::name).collect(Collectors.joining(" or ", "(", ")"));
    }
    if (it instanceof Contradictory contradictory) {
      return contradictory.subject() == Contradiction.Subject.PAIN
          ? "(\"contradictory about the pain\" is true)"
          : "(\"contradictory\" is true)";
    }
    throw new IllegalStateException("no CQL for " + it);
  }

  /** A duration is compared in hours, to 0.01 h. */
  private static String compared(Fact fact) {
    return fact.hours() == 0
        ? "\"%s\"".formatted(fact.code())
        : "Round(\"%s\" * %s, 2)".formatted(fact.code(), decimal(fact.hours()));
  }

  private String joined(List<Condition> parts, String operator) {
    return parts.stream()
        .map(this::cql)
        .filter(it -> !it.equals("true"))
        .collect(Collectors.joining(operator, "(", ")"));
  }

  private static String is(Fact fact, Value value) {
    if (value.isUnknown()) {
      return "\"%s\" is null".formatted(fact.code());
    }
    if (value instanceof Presence presence) {
      return "\"%s\" is %s".formatted(fact.code(), presence == Presence.PRESENT);
    }
    return "(\"%s\" = '%s') is true".formatted(fact.code(), value.stored());
  }

  /** CQL decimals have eight digits after the point. */
  private static String decimal(double bound) {
    var number =
        new BigDecimal(bound, MathContext.DECIMAL64).setScale(CQL_SCALE, RoundingMode.HALF_UP);
    var plain = number.stripTrailingZeros().toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private static String counted(Counted counted) {
    var state =
        counted.presence() == Presence.UNKNOWN
            ? "null"
            : String.valueOf(counted.presence() == Presence.PRESENT);
    // Count leaves nulls out, so what is counted is whether each member is in the state.
    return "(Count(({%s}) M where M is true) %s %d)"
        .formatted(
            counted.members().stream()
                .map(it -> "\"%s\" is %s".formatted(it.code(), state))
                .collect(Collectors.joining(", ")),
            counted.operator().symbol().replace("==", "="),
            counted.number());
  }

  private String redFlags() {
    var lines =
        byUrgency().values().stream()
            .flatMap(List::stream)
            .filter(it -> !family(it).equals("DISPOSITION"))
            .map(it -> "    if %s then '%s' else null".formatted(name(it), it))
            .collect(Collectors.joining(",\n"));
    return "// The names of the red flags, the most urgent first.\ndefine \"red flags\":\n  ({\n"
        + lines
        + "\n  }) F where F is not null\n\n";
  }

  private String disposition() {
    var text = new StringBuilder("define \"disposition\":\n  case\n");
    byUrgency()
        .forEach(
            (urgency, rules) -> {
              if (!rules.isEmpty() && urgency != Urgency.SELF_CARE) {
                text.append("    when ")
                    .append(rules.stream().map(CqlWriter::name).collect(Collectors.joining(" or ")))
                    .append("\n      then '%s'%n".formatted(urgency.code()));
              }
            });
    return text.append("    else '%s'%n  end%n".formatted(Urgency.SELF_CARE.code())).toString();
  }

  private Map<Urgency, List<String>> byUrgency() {
    var mostUrgentFirst = new ArrayList<>(Arrays.asList(Urgency.values()));
    Collections.reverse(mostUrgentFirst);
    var byUrgency = new LinkedHashMap<Urgency, List<String>>();
    for (var urgency : mostUrgentFirst) {
      byUrgency.put(
          urgency,
          rules().stream().filter(it -> urgency(it).filter(urgency::equals).isPresent()).toList());
    }
    return byUrgency;
  }

  /** A contradiction is no state of the facts, so its urgency cannot be read from them. */
  private Optional<Urgency> urgency(String rule) {
    return knowledge.outlook().urgency(rule);
  }

  private String family(String rule) {
    return knowledge.rule(rule).orElseThrow().family();
  }
}
