package org.plumbline.kb;

import static java.util.stream.Collectors.toMap;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Evidence;
import org.plumbline.kb.fact.Fact;

/**
 * The words of one version of the knowledge: what its rules claim, what it advises, where its
 * suspicions lead. As texts by name they are kept with the version, so that a recorded assessment
 * is told in the words of then.
 */
public final class VersionWords {
  private final Map<String, RuleWords> rules;
  private final Map<String, AdviceItem> advice;
  private final Directory directory;

  /** What a rule says of itself. */
  record RuleWords(String family, String title, String claim, List<Citation> sources) {
    RuleWords {
      sources = List.copyOf(sources);
    }

    static RuleWords of(Reason reason) {
      return new RuleWords(reason.family(), reason.title(), reason.claim(), reason.sources());
    }

    /** A rule of which the name alone is known. */
    static RuleWords unknown(String rule) {
      return new RuleWords("", rule, "The claim of this rule was not kept.", List.of());
    }
  }

  VersionWords(Map<String, RuleWords> rules, Map<String, AdviceItem> advice, Directory directory) {
    this.rules = Map.copyOf(rules);
    this.advice = Map.copyOf(advice);
    this.directory = directory;
  }

  /** Those of the knowledge that runs. */
  public static VersionWords of(KnowledgeBase knowledge) {
    var rules = new LinkedHashMap<String, RuleWords>();
    for (var name : knowledge.ruleNames()) {
      knowledge.rule(name).ifPresent(it -> rules.put(name, RuleWords.of(it)));
    }
    return new VersionWords(
        rules,
        AdviceItem.all().stream().collect(toMap(AdviceItem::id, Function.identity())),
        Directory.LIVE);
  }

  /** Those that were kept; {@link #texts()} wrote them. */
  public static VersionWords read(Map<String, String> texts) {
    return new VersionTextReader(texts).words();
  }

  /** Every text by its name, such as {@code rule/saddle-sensory-change/title}. */
  public SortedMap<String, String> texts() {
    return new VersionTexts.Writer(this).texts();
  }

  Map<String, RuleWords> rules() {
    return rules;
  }

  Map<String, AdviceItem> advice() {
    return advice;
  }

  Directory directory() {
    return directory;
  }

  /** Why the conclusion of a rule held, by the facts that were recorded. */
  public Reason reason(String rule, List<Fact> facts) {
    var words = Optional.ofNullable(rules.get(rule)).orElseGet(() -> RuleWords.unknown(rule));
    return new Reason(
        rule,
        words.family(),
        words.title(),
        words.claim(),
        Evidence.of(words.sources()),
        words.sources(),
        facts);
  }
}
