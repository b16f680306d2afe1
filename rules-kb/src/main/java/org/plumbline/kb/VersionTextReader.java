package org.plumbline.kb;

import static org.plumbline.kb.VersionTexts.ADVICE;
import static org.plumbline.kb.VersionTexts.CITATION;
import static org.plumbline.kb.VersionTexts.DESTINATION;
import static org.plumbline.kb.VersionTexts.DO;
import static org.plumbline.kb.VersionTexts.DO_NOT;
import static org.plumbline.kb.VersionTexts.EXERCISES;
import static org.plumbline.kb.VersionTexts.HEADLINE;
import static org.plumbline.kb.VersionTexts.RULE;
import static org.plumbline.kb.VersionTexts.TOLD;
import static org.plumbline.kb.VersionTexts.WHY;
import static org.plumbline.kb.VersionTexts.name;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.kb.VersionWords.RuleWords;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.AdviceItem.Addition;
import org.plumbline.kb.advice.AdviceItem.Weight;
import org.plumbline.kb.advice.Exercise;
import org.plumbline.kb.advice.HeadlineWords;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/**
 * Reads the words of a version from texts by name; a fact or an urgency that today's knowledge does
 * not have is left out.
 */
final class VersionTextReader {
  private final SortedMap<String, String> texts;

  VersionTextReader(Map<String, String> texts) {
    this.texts = new TreeMap<>(texts);
  }

  VersionWords words() {
    var rules = new HashMap<String, RuleWords>();
    below(RULE).forEach(it -> rules.put(it, rule(it)));
    var advice = new HashMap<String, AdviceItem>();
    below(ADVICE).forEach(it -> advice.put(it, advice(it)));
    var destinations =
        below(DESTINATION).stream().map(it -> destination(name(DESTINATION, it))).toList();
    return new VersionWords(
        rules, advice, new Directory(destinations, wordings(TOLD), headlines()));
  }

  /** The next parts of all names that begin so, in their order. */
  private Set<String> below(String name) {
    var parts = new TreeSet<String>();
    // The character after the slash ends the names that begin so.
    for (var it : texts.subMap(name + "/", name + "0").keySet()) {
      parts.add(it.substring(name.length() + 1).split("/")[0]);
    }
    return parts;
  }

  private String text(Object... name) {
    return texts.getOrDefault(name(name), "");
  }

  private List<String> list(Object... name) {
    return Stream.of(text(name).split(",")).filter(it -> !it.isEmpty()).toList();
  }

  private List<Fact> facts(Object... name) {
    return list(name).stream().flatMap(it -> Fact.of(it).stream()).toList();
  }

  /** A language that has come since is told in English: the words of then, not of today. */
  private Wording wording(Object... name) {
    var english = text(name(name), Language.ENGLISH.code());
    return Wording.each(it -> texts.getOrDefault(name(name(name), it.code()), english));
  }

  private Optional<Wording> optional(String name, String part) {
    return below(name(name, part)).isEmpty() ? Optional.empty() : Optional.of(wording(name, part));
  }

  private Map<Urgency, Wording> wordings(String name) {
    var all = new EnumMap<Urgency, Wording>(Urgency.class);
    below(name).forEach(it -> Urgency.of(it).ifPresent(of -> all.put(of, wording(name, it))));
    return all;
  }

  private HeadlineWords headlines() {
    var english = "/en";
    var all = new HashMap<String, Wording>();
    texts.subMap(HEADLINE + "/", HEADLINE + "0").keySet().stream()
        .filter(it -> it.endsWith(english))
        .map(it -> it.substring(HEADLINE.length() + 1, it.length() - english.length()))
        .forEach(it -> all.put(it, wording(HEADLINE, it)));
    return new HeadlineWords(all);
  }

  private RuleWords rule(String rule) {
    return new RuleWords(
        text(RULE, rule, "family"),
        text(RULE, rule, "title"),
        text(RULE, rule, "claim"),
        list(RULE, rule, "sources").stream()
            .map(it -> new Citation(it, text(CITATION, it, "text"), text(CITATION, it, "kind")))
            .toList());
  }

  /** What held it back is told by the transcript, so that it is not kept. */
  private AdviceItem advice(String id) {
    var name = name(ADVICE, id);
    return new AdviceItem(
        id,
        AdviceItem.Kind.valueOf(text(name, "kind")),
        text(name, "title"),
        List.of(),
        List.of(),
        wording(name),
        optional(name, DO),
        optional(name, DO_NOT),
        list(name, EXERCISES).stream().flatMap(it -> Exercise.of(it).stream()).toList(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        additions(name(name, "addition")),
        facts(name, "weight", "of").stream().findFirst().map(it -> weight(it, name)),
        false);
  }

  private List<Addition> additions(String name) {
    var all = new ArrayList<Addition>();
    below(name).forEach(it -> all.add(new Addition(facts(name, it, "facts"), wording(name, it))));
    return all;
  }

  private Weight weight(Fact of, String name) {
    return new Weight(
        of,
        Double.parseDouble(text(name, "weight", "times")),
        Double.parseDouble(text(name, "weight", "step")),
        wording(name, "weight"));
  }

  private Destination destination(String name) {
    var seen = new EnumMap<Urgency, String>(Urgency.class);
    below(name(name, "seen"))
        .forEach(it -> Urgency.of(it).ifPresent(of -> seen.put(of, text(name, "seen", it))));
    return new Destination(
        text(name, "name"),
        Set.copyOf(list(name, "families")),
        Set.copyOf(list(name, "rules")),
        text(name, "suspicion"),
        seen,
        wordings(name(name, "place")),
        optional(name, TOLD),
        optional(name, WHY),
        wording(name, "bring"),
        wording(name, "please"),
        facts(name, "examine"),
        facts(name, "optional"),
        facts(name, "ask"));
  }
}
