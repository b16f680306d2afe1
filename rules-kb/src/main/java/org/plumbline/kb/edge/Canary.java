package org.plumbline.kb.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A written patient of the cases, with the transcript that the build saw. Running one against a
 * knowledge that is deployed shows whether it still concludes what was approved.
 *
 * @param said what the patient says, by code
 * @param expected the lines of the transcript
 */
public record Canary(String name, List<Map.Entry<String, String>> said, List<String> expected) {
  private static final String FILE = "/org/plumbline/kb/artifact/canaries.tsv";

  public Canary {
    said = List.copyOf(said);
    expected = List.copyOf(expected);
  }

  /** Every canary of the knowledge that runs. */
  public static List<Canary> all() {
    try (var stream = Canary.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      return new BufferedReader(new InputStreamReader(stream, UTF_8))
          .lines()
          .map(Canary::parse)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As one line of a file. */
  public String line() {
    var said = new ArrayList<String>();
    this.said.forEach(it -> said.add(it.getKey() + "=" + it.getValue()));
    return name.replace('\t', ' ')
        + "\t"
        + String.join(";", said)
        + "\t"
        + String.join("|", expected);
  }

  private static Canary parse(String line) {
    var parts = line.split("\t");
    var said =
        Arrays.stream(parts[1].split(";"))
            .filter(it -> !it.isEmpty())
            .map(
                it ->
                    Map.entry(it.substring(0, it.indexOf('=')), it.substring(it.indexOf('=') + 1)))
            .toList();
    return new Canary(parts[0], said, List.of(parts[2].split("\\|")));
  }

  /** The rules, and other lines, in which a knowledge differs; empty when it concludes the same. */
  public Optional<String> difference(
      Function<List<Map.Entry<String, String>>, List<String>> knowledge) {
    var actual = knowledge.apply(said);
    if (actual.equals(expected)) {
      return Optional.empty();
    }
    var differing = new TreeSet<String>();
    expected.stream()
        .filter(it -> !actual.contains(it))
        .map(it -> "-" + shown(it))
        .forEach(differing::add);
    actual.stream()
        .filter(it -> !expected.contains(it))
        .map(it -> "+" + shown(it))
        .forEach(differing::add);
    return Optional.of(String.join(" ", differing));
  }

  /** Kind and name; the facts behind it would be too long to read. */
  private static String shown(String line) {
    var words = line.split(" ");
    return words.length < 2 ? line : words[0] + ":" + words[1];
  }
}
