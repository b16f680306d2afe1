package org.plumbline.kb;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.plumbline.kb.VersionWords.RuleWords;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.advice.Exercise;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/** The words of a version as texts by name. */
final class VersionTexts {
  static final String RULE = "rule";
  static final String CITATION = "citation";
  static final String ADVICE = "advice";
  static final String DESTINATION = "destination";
  static final String TOLD = "told";
  static final String WHY = "why";
  static final String HEADLINE = "headline";
  static final String DO = "do";
  static final String DO_NOT = "do-not";
  static final String EXERCISES = "exercises";

  private VersionTexts() {}

  static String name(Object... parts) {
    return Stream.of(parts).map(String::valueOf).collect(joining("/"));
  }

  /** Numbers that sort as texts. */
  static String number(int number) {
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
      words.directory().headlines().all().forEach((path, it) -> wording(name(HEADLINE, path), it));
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
      item.inShort().ifPresent(it -> wording(name(name, DO), it));
      item.avoided().ifPresent(it -> wording(name(name, DO_NOT), it));
      put(item.exercises().stream().map(Exercise::id).collect(joining(",")), name, EXERCISES);
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
      it.why().ifPresent(text -> wording(name(name, WHY), text));
      wording(name(name, "bring"), it.bring());
      wording(name(name, "please"), it.please());
      facts(it.examine(), name, "examine");
      facts(it.optional(), name, "optional");
      facts(it.ask(), name, "ask");
    }
  }
}
