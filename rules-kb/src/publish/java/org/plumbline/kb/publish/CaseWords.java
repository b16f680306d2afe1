package org.plumbline.kb.publish;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Glossary;

/** Says in words what a written case gives and expects: whoever signs a rule reads no codes. */
final class CaseWords {
  private static final String GROUP = "all-";

  /** A code may be part of another one. */
  private static final List<Fact> LONGEST_FIRST =
      Stream.of(Fact.values())
          .filter(it -> it.code().contains("-"))
          .sorted(Comparator.comparing((Fact it) -> it.code().length()).reversed())
          .toList();

  private final KnowledgeBase knowledge;

  CaseWords(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  /** The name of a case, in which its author may have written codes. */
  static String name(String name) {
    var words = name;
    for (var fact : LONGEST_FIRST) {
      var term = Glossary.term(fact);
      var spaced = fact.code().replace('-', ' ');
      words = words.replaceAll("(?<![\\w-])" + fact.code() + "(?![\\w-])", term);
      if (!term.contains(spaced)) {
        words = words.replaceAll("\\b" + spaced + "\\b", term);
      }
    }
    return words;
  }

  /** What the patient of a case answers. */
  static String given(Map<?, ?> given) {
    return given.entrySet().stream()
        .map(it -> answer(String.valueOf(it.getKey()), String.valueOf(it.getValue())))
        .collect(Collectors.joining("; "));
  }

  private static String answer(String code, String stored) {
    if (code.startsWith(GROUP)) {
      var name = code.substring(GROUP.length());
      var member = Fact.GROUPS.getOrDefault(name, List.of()).get(0);
      return "every question of the %s screen: %s".formatted(name, shown(member, stored));
    }
    var fact = Fact.of(code).orElseThrow();
    return Glossary.term(fact) + ": " + shown(fact, stored);
  }

  private static String shown(Fact fact, String stored) {
    return Glossary.shown(fact, Value.parse(fact, stored));
  }

  /** What is concluded of it: the urgency and the red flags, or the advice. */
  String expected(Map<?, ?> expect) {
    if (expect.get("disposition") instanceof String urgency) {
      var flags = all(expect.get("red-flags"));
      return Urgency.of(urgency).orElseThrow().display()
          + ": "
          + (flags.isEmpty() ? "no red flag" : titles(flags));
    }
    var withheld = all(expect.get("withheld"));
    return "given: "
        + titles(all(expect.get("given")))
        + (withheld.isEmpty() ? "" : "; held back: " + titles(withheld));
  }

  /** The entries of a list, or the keys of a map. */
  private static Collection<?> all(Object ids) {
    if (ids instanceof Map<?, ?> map) {
      return map.keySet();
    }
    return ids instanceof Collection<?> list ? list : List.of();
  }

  private String titles(Collection<?> rules) {
    return rules.isEmpty()
        ? "nothing"
        : rules.stream()
            .map(it -> knowledge.rule(String.valueOf(it)).orElseThrow().title())
            .collect(Collectors.joining("; "));
  }
}
