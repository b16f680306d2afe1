package org.plumbline.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;

/**
 * The mutants of the rule source: each threshold moved by the smallest step of its fact, each
 * comparison flipped between strict and not strict, and each state flipped to each other one.
 */
final class Mutants {
  private static final Path RULES = Path.of("src/main/resources/org/plumbline/kb");
  private static final Pattern RULE =
      Pattern.compile("(?ms)^rule \"([^\"]+)\"$.*?^when$\\n(.*?)^then$.*?^end$");
  private static final Pattern COMPARISON =
      Pattern.compile("\\b(\\w+)(\\.presentCount)? (<=|<|>=|>|==) (\\d+(?:\\.\\d+)?)");
  private static final Pattern STATE =
      Pattern.compile("\\b(\\w+)\\.(present|absent|unknown|notPresent)\\b");
  private static final Pattern GROUP =
      Pattern.compile("\\b(\\w+)\\.(anyPresent|nonePresent|anyUnknown|allAbsent)\\b");
  private static final Pattern UNKNOWN_READING = Pattern.compile("(!)?\\b(\\w+Unknown)\\b");
  private static final Pattern OPTION = Pattern.compile("\\b(\\w+) (==|!=) (\\w+)\\.([A-Z0-9_]+)");
  private static final Map<String, Fact> FACTS =
      Arrays.stream(Fact.values())
          .flatMap(
              it ->
                  Stream.of(it.property(), it.comparedProperty())
                      .distinct()
                      .map(p -> Map.entry(p, it)))
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  private static final Map<String, String> STRICT =
      Map.of("<", "<=", "<=", "<", ">", ">=", ">=", ">");

  /**
   * One mutant.
   *
   * @param rule the rule that is changed
   * @param change what was changed into what
   * @param source a DRL file with the imports of the rule's file and the changed rule, under a name
   *     of its own
   */
  record Mutant(String rule, String change, String name, String source) {
    /** The folder of its package. */
    String folder() {
      return source.replaceFirst("(?s)^.*?package ([\\w.]+);.*$", "$1").replace('.', '/');
    }
  }

  private final List<Mutant> all = new ArrayList<>();

  static List<Mutant> all() {
    var mutants = new Mutants();
    files().forEach(mutants::read);
    return mutants.all;
  }

  private static Stream<Path> files() {
    try (var files = Files.walk(RULES)) {
      return files.filter(it -> it.toString().endsWith(".drl")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(Path file) {
    try {
      var text = Files.readString(file);
      var head = text.substring(0, text.indexOf("rule \""));
      var rules = RULE.matcher(text);
      while (rules.find()) {
        mutate(head, rules.group(1), rules.group(), rules.group(2));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void mutate(String head, String rule, String text, String when) {
    moveThresholds(head, rule, text, when);
    flip(head, rule, text, when, STATE, List.of("present", "absent", "unknown"));
    flip(
        head,
        rule,
        text,
        when,
        GROUP,
        List.of("anyPresent", "nonePresent", "anyUnknown", "allAbsent"));
    var unknown = UNKNOWN_READING.matcher(when);
    while (unknown.find()) {
      if (FACTS.containsKey(unknown.group(2).replace("Unknown", ""))) {
        var flipped = unknown.group(1) == null ? "!" + unknown.group() : unknown.group(2);
        add(head, rule, text, when, unknown.start(), unknown.end(), flipped);
      }
    }
    chooseOthers(head, rule, text, when);
  }

  private void moveThresholds(String head, String rule, String text, String when) {
    var found = COMPARISON.matcher(when);
    while (found.find()) {
      var fact = Optional.ofNullable(FACTS.get(found.group(1)));
      var count = found.group(2) != null;
      if (fact.isPresent() || count) {
        var step = count ? BigDecimal.ONE : BigDecimal.valueOf(fact.orElseThrow().comparedStep());
        for (var sign : List.of(1, -1)) {
          var moved = new BigDecimal(found.group(4)).add(step.multiply(BigDecimal.valueOf(sign)));
          add(
              head,
              rule,
              text,
              when,
              found.start(4),
              found.end(4),
              moved.stripTrailingZeros().toPlainString());
        }
        if (STRICT.containsKey(found.group(3))) {
          add(head, rule, text, when, found.start(3), found.end(3), STRICT.get(found.group(3)));
        }
      }
    }
  }

  private void flip(
      String head, String rule, String text, String when, Pattern pattern, List<String> states) {
    var found = pattern.matcher(when);
    while (found.find()) {
      for (var state : states) {
        if (!state.equals(found.group(2))) {
          add(head, rule, text, when, found.start(2), found.end(2), state);
        }
      }
    }
  }

  private void chooseOthers(String head, String rule, String text, String when) {
    var found = OPTION.matcher(when);
    while (found.find()) {
      var fact = FACTS.get(found.group(1));
      if (fact != null) {
        for (var option : fact.options()) {
          var name = ((Enum<?>) option).name();
          if (!name.equals(found.group(4))) {
            add(head, rule, text, when, found.start(4), found.end(4), name);
          }
        }
        var operator = found.group(2).equals("==") ? "!=" : "==";
        add(head, rule, text, when, found.start(2), found.end(2), operator);
      }
    }
  }

  private void add(
      String head, String rule, String text, String when, int from, int to, String with) {
    var changed = when.substring(0, from) + with + when.substring(to);
    var name = rule + "#" + all.size();
    var source =
        head
            + text.replace(when, changed)
                .replaceFirst("rule \"[^\"]+\"", "rule \"%s\"".formatted(name));
    var around =
        "%s -> %s in %s".formatted(when.substring(from, to), with, line(when, from).strip());
    all.add(new Mutant(rule, around, name, source));
  }

  private static String line(String text, int at) {
    var start = text.lastIndexOf('\n', at) + 1;
    var end = text.indexOf('\n', at);
    return text.substring(start, end < 0 ? text.length() : end);
  }
}
