package org.plumbline.kb.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.plumbline.kb.KnowledgeBase;
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
import org.plumbline.kb.condition.Operator;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Glossary;

/** Says in words what a rule asks for. */
final class Words {
  private static final int HOURS_PER_DAY = 24;
  private static final int HOURS_PER_WEEK = 168;

  private final KnowledgeBase knowledge;

  Words(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** The parts of the "when", each a line. */
  List<String> when(Condition condition) {
    var parts = condition instanceof All all ? all.parts() : List.of(condition);
    return parts.stream().map(it -> say(it, false)).toList();
  }

  private String say(Condition it, boolean nested) {
    if (it instanceof All all) {
      return joined(all.parts(), " and ", nested);
    }
    if (it instanceof Any any) {
      return joined(any.parts(), " or ", nested);
    }
    if (it instanceof Not not) {
      return not(not.part());
    }
    if (it instanceof FactIs atom) {
      return atom(atom);
    }
    if (it instanceof Compared atom) {
      return "%s %s %s".formatted(Glossary.term(atom.fact()), sign(atom.operator()), number(atom));
    }
    if (it instanceof Counted counted) {
      return counted(counted);
    }
    if (it instanceof Concluded concluded) {
      return titles(concluded, " or ");
    }
    if (it instanceof Contradictory contradictory) {
      return contradictory.subject() == Contradiction.Subject.PAIN
          ? "answers about the pain contradict each other"
          : "answers contradict each other";
    }
    if (it instanceof About about) {
      return about(about);
    }
    throw new AssertionError(it);
  }

  private String joined(List<Condition> parts, String word, boolean nested) {
    var text = parts.stream().map(it -> say(it, true)).collect(Collectors.joining(word));
    return nested ? "(" + text + ")" : text;
  }

  private String not(Condition part) {
    if (part instanceof FactIs atom && atom.values().equals(Set.<Value>of(Presence.ABSENT))) {
      return Glossary.term(atom.fact()) + " (yes or not known)";
    }
    if (part instanceof Counted counted && counted.presence() == Presence.ABSENT) {
      return "one of these is yes or not known: " + members(counted);
    }
    return "not: " + say(part, true);
  }

  private static String atom(FactIs atom) {
    var values = atom.values();
    if (values.contains(Presence.ABSENT)) {
      return values.size() == 1
          ? Glossary.term(atom.fact()) + ": no"
          : Glossary.term(atom.fact()) + ": no or not known";
    }
    if (values.contains(Presence.PRESENT)) {
      return Glossary.term(atom.fact());
    }
    var value = values.iterator().next();
    return value.isUnknown()
        ? Glossary.term(atom.fact()) + " not known"
        : Glossary.term(atom.fact()) + ": " + Glossary.shown(atom.fact(), value);
  }

  private static String counted(Counted counted) {
    var members = members(counted);
    return switch (counted.presence()) {
      case UNKNOWN -> "not all of these are answered: " + members;
      case ABSENT -> "all of these are answered no: " + members;
      case PRESENT ->
          counted.number() == 0
              ? "none of these is reported: " + members
              : "%s of these: %s"
                  .formatted(
                      counted.operator() == Operator.EQUAL
                          ? "exactly " + counted.number()
                          : counted.number() == 1 ? "at least one" : "at least " + counted.number(),
                      members);
    };
  }

  private static String members(Counted counted) {
    return counted.members().stream().map(Glossary::term).collect(Collectors.joining("; "));
  }

  private String titles(Concluded concluded, String word) {
    return new TreeSet<>(concluded.rules())
        .stream()
            .map(it -> "\u201c" + knowledge.rule(it).orElseThrow().title() + "\u201d")
            .collect(Collectors.joining(word));
  }

  private static String about(About about) {
    var subject =
        about.type().equals("RedFlag") ? "a red flag" : about.type().toLowerCase(Locale.ROOT);
    if (about.text().isEmpty()) {
      return subject;
    }
    var text =
        about
            .text()
            .replaceAll("\\b[A-Z][A-Za-z]+\\.([A-Z_]+)", "$1")
            .replace("$urgency", "that one")
            .replace("!=", "is not")
            .replace("==", "is")
            .replace("<=", "at most")
            .replace(">", "above");
    return subject + " with " + text.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case LESS -> "<";
      case AT_MOST -> "\u2264";
      case AT_LEAST -> "\u2265";
      case MORE -> ">";
      case EQUAL -> "=";
    };
  }

  private static String number(Compared atom) {
    return atom.fact().hours() > 0
        ? hours((long) atom.bound())
        : Glossary.shown(atom.fact(), new Reading(atom.bound()));
  }

  private static String hours(long hours) {
    if (hours % HOURS_PER_WEEK == 0) {
      return hours / HOURS_PER_WEEK + " weeks";
    }
    return hours % HOURS_PER_DAY == 0 && hours > 3 * HOURS_PER_DAY
        ? hours / HOURS_PER_DAY + " days"
        : hours + " h";
  }

  /** Lines of at most so many characters. */
  static List<String> wrapped(String text, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : text.split(" ")) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
