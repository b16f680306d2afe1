package org.plumbline.house;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Glossary;

/** Finds in a text for people what only a program reads. */
public final class Codes {
  /** A UCUM annotation such as {@code {MRC}}, or a map as Java prints it. */
  private static final Pattern OF_A_PROGRAM =
      Pattern.compile("\\{\\w+}|[a-z]=(present|absent|unknown)\\b|\\bmm\\[Hg]");

  /** A code of fewer words reads like prose without its hyphens: night pain, foot drop. */
  private static final int WORDS_OF_NO_PROSE = 3;

  private static final List<String> CODES =
      Arrays.stream(Fact.values())
          .flatMap(it -> Stream.concat(hyphenated(it), spaced(it)))
          .toList();

  /** An address may hold a code. */
  private static final Pattern ANY =
      Pattern.compile("(?<![\\w/=-])(" + String.join("|", CODES) + ")(?![\\w-])");

  private Codes() {}

  private static Stream<String> hyphenated(Fact fact) {
    return Stream.of(fact.code()).filter(it -> it.contains("-"));
  }

  private static Stream<String> spaced(Fact fact) {
    return Stream.of(fact.code().replace('-', ' '))
        .filter(it -> it.split(" ").length >= WORDS_OF_NO_PROSE)
        .filter(it -> !Glossary.term(fact).toLowerCase(Locale.ROOT).contains(it));
  }

  /** The codes of facts and of units in a text, and maps that Java has printed. */
  public static List<String> in(String text) {
    return Stream.of(ANY, OF_A_PROGRAM)
        .flatMap(it -> it.matcher(text).results())
        .map(it -> it.group())
        .distinct()
        .sorted()
        .toList();
  }
}
