package org.plumbline.kb;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/** The words of a version as texts by name, and back. */
final class VersionTexts {
  private static final String RULE = "rule";
  private static final String CITATION = "citation";
  private static final String ADVICE = "advice";
  private static final String DESTINATION = "destination";
  private static final String TOLD = "told";

  private VersionTexts() {}

  private static String name(Object... parts) {
    return Stream.of(parts).map(String::valueOf).collect(joining("/"));
  }

  /** Numbers that sort as texts. */
  private static String number(int number) {
    return "%03d".formatted(number);
  }

  /** Writes them. */
  static final class Writer {
    private final SortedMap<String, String> texts = new TreeMap<>();

    Writer(VersionWords words) {
      words.rules().forEach(this::rule);
      words.advice().values().forEach(this::advice);
      var all = words.directory().all();
      for (var i = 0; i < all.size(); i++) {
        destination(name(DESTINATION, number(i)), all.get(i));
      }
      words.directory().told().forEach((urgency, it) -> wording(name(TOLD, urgency.code()), it));
    }

    SortedMap<String, String> texts() {
      return Collections.unmodifiableSortedMap(texts);
    }

    private void put(String text, Object... name) {
      texts.put(name(name), text);
    }

    private void wording(String name, Wording wording) {
      Language.all().forEach(it -> put(wording.in(it), name, it.code()));
    }

    private void facts(Collection<Fact> facts, Object... name) {
      put(facts.stream().map(Fact::code).collect(joining(",")), name);
    }

    private void rule(String rule, RuleWords words) {
      put(words.family(), RULE, rule, "family");
      put(words.title(), RULE, rule, "title");
      put(words.claim(), RULE, rule, "claim");
      put(words.sources().stream().map(Citation::key).collect(joining(",")), RULE, rule, "sources");
      for (var it : words.sources()) {
        put(it.text(), CITATION, it.key(), "text");
        put(it.kind(), CITATION, it.key(), "kind");
      }
    }

    private void advice(AdviceItem item) {
      var name = name(ADVICE, item.id());
      put(item.title(), name, "title");
      put(item.kind().name(), name, "kind");
      wording(name, item.wording());
      for (var i = 0; i < item.additions().size(); i++) {
        var addition = name(name, "addition", number(i));
        facts(item.additions().get(i).unlessAbsent(), addition, "facts");
        wording(addition, item.additions().get(i).wording());
      }
      item.weight()
          .ifPresent(
              it -> {
                facts(List.of(it.of()), name, "weight", "of");
                put(String.valueOf(it.times()), name, "weight", "times");
                put(String.valueOf(it.step()), name, "weight", "step");
                wording(name(name, "weight"), it.wording());
              });
    }

    private void destination(String name, Destination it) {
      put(it.name(), name, "name");
      put(String.join(",", new TreeSet<>(it.families())), name, "families");
      put(String.join(",", new TreeSet<>(it.rules())), name, "rules");
      put(it.suspicion(), name, "suspicion");
      it.seen().forEach((urgency, text) -> put(text, name, "seen", urgency.code()));
      it.places().forEach((urgency, text) -> wording(name(name, "place", urgency.code()), text));
      it.told().ifPresent(text -> wording(name(name, TOLD), text));
      wording(name(name, "bring"), it.bring());
      wording(name(name, "please"), it.please());
      facts(it.examine(), name, "examine");
      facts(it.optional(), name, "optional");
      facts(it.ask(), name, "ask");
    }
  }

  /** Reads them; a fact or an urgency that today's knowledge does not have is left out. */
  static final class Reader {
    private final SortedMap<String, String> texts;

    Reader(Map<String, String> texts) {
      this.texts = new TreeMap<>(texts);
    }

    VersionWords words() {
      var rules = new HashMap<String, RuleWords>();
      below(RULE).forEach(it -> rules.put(it, rule(it)));
      var advice = new HashMap<String, AdviceItem>();
      below(ADVICE).forEach(it -> advice.put(it, advice(it)));
      var destinations =
          below(DESTINATION).stream().map(it -> destination(name(DESTINATION, it))).toList();
      return new VersionWords(rules, advice, new Directory(destinations, wordings(TOLD)));
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

    private Map<Urgency, Wording> wordings(String name) {
      var all = new EnumMap<Urgency, Wording>(Urgency.class);
      below(name).forEach(it -> Urgency.of(it).ifPresent(of -> all.put(of, wording(name, it))));
      return all;
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
          below(name(name, TOLD)).isEmpty() ? Optional.empty() : Optional.of(wording(name, TOLD)),
          wording(name, "bring"),
          wording(name, "please"),
          facts(name, "examine"),
          facts(name, "optional"),
          facts(name, "ask"));
    }
  }
}
