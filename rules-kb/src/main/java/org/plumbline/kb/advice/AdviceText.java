package org.plumbline.kb.advice;

import java.util.List;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Load;
import org.plumbline.kb.wording.Wording;

/** Puts the text of an item together: its words, what is added, and what it does not go with. */
final class AdviceText {
  static final Wording NOT_IF = AdviceTable.NOT_IF;

  private AdviceText() {}

  static String of(Plan.Given given, Language language) {
    var text =
        new StringBuilder(
            given.item().wording().in(language).replace("{weight}", weight(given, language)));
    given.added().forEach(it -> text.append(' ').append(it.wording().in(language)));
    if (!given.unlessThere().isEmpty()) {
      text.append(' ').append(notIf(given, language));
    }
    return text.toString();
  }

  static String notIf(Plan.Given given, Language language) {
    return NOT_IF.in(language).replace("{names}", names(given.unlessThere(), language));
  }

  private static String weight(Plan.Given given, Language language) {
    return given
        .weight()
        .map(
            it ->
                given
                    .item()
                    .weight()
                    .orElseThrow()
                    .wording()
                    .in(language)
                    .replace("{load}", Load.of(it).in(language))
                    // An earlier version of the knowledge named kilograms in its text.
                    .replace("{kg}", language.number(it.stored())))
        .orElse("");
  }

  private static String names(List<Fact> facts, Language language) {
    var names = facts.stream().map(it -> name(it).in(language)).toList();
    var last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : "%s %s %s"
            .formatted(
                String.join(", ", names.subList(0, last)),
                AdviceTable.OR.in(language),
                names.get(last));
  }

  private static Wording name(Fact fact) {
    return AdviceItem.name(fact)
        .orElseThrow(() -> new IllegalStateException(fact.code() + " has no name in advice.yaml"));
  }
}
