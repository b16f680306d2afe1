package org.plumbline.kb.outlook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.Primes;
import org.plumbline.kb.condition.States;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;

/**
 * Every way to be certain of an urgency, the most urgent first. Neither a yes nor "don't know" is
 * ever less urgent than a no, which is proven of the rules; so whatever holds when a finding is
 * absent does not need it. From where a patient is told the ways are as wide as they can be, over
 * all rules together: two rules of which one fires whatever is answered are one way.
 */
final class Ways {
  /** One way. */
  record Way(Urgency urgency, Cube cube) {}

  /** What the build worked out; a start has two seconds less to do. */
  static final String FILE = "/org/plumbline/kb/artifact/ways.tsv";

  private final States states;
  private final List<Way> all = new ArrayList<>();

  private Ways(States states) {
    this.states = states;
  }

  /** The ways of these paths: as the build wrote them when it knew the same paths. */
  static Ways of(Paths paths) {
    return kept(paths).orElseGet(() -> workedOut(paths));
  }

  static Ways workedOut(Paths paths) {
    var ways = new Ways(paths.formulas().states());
    ways.workOut(paths);
    return ways;
  }

  private static Optional<Ways> kept(Paths paths) {
    try (var stream = Ways.class.getResourceAsStream(FILE)) {
      return stream == null
          ? Optional.empty()
          : read(paths, new String(stream.readAllBytes(), UTF_8).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * @return empty when the lines were written for other paths, as those of a knowledge with one
   *     rule changed
   */
  static Optional<Ways> read(Paths paths, List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(fingerprint(paths))) {
      return Optional.empty();
    }
    var ways = new Ways(paths.formulas().states());
    for (var line : lines.subList(1, lines.size())) {
      var parts = line.split("\t", 2);
      ways.all.add(new Way(Urgency.valueOf(parts[0]), Cube.parse(parts[1])));
    }
    return Optional.of(ways);
  }

  /** As lines of a file, the first for which paths it holds. */
  List<String> lines(Paths paths) {
    var lines = new ArrayList<String>();
    lines.add(fingerprint(paths));
    all.forEach(it -> lines.add(it.urgency().name() + "\t" + it.cube()));
    return lines;
  }

  /** Of all that the ways are worked out from: the paths, and the states of the facts they read. */
  private static String fingerprint(Paths paths) {
    var states = paths.formulas().states();
    var text = new StringBuilder();
    for (var path : paths.all()) {
      text.append(path.urgency()).append('\t');
      path.cube()
          .forEach(
              (fact, mask) ->
                  text.append(fact.code())
                      .append('=')
                      .append(mask)
                      .append('/')
                      .append(states.count(fact))
                      .append(' '));
      text.append('\n');
    }
    return KnowledgeJar.sha256(text.toString().getBytes(UTF_8));
  }

  private void workOut(Paths paths) {
    var urgencies = Urgency.values();
    for (var i = urgencies.length - 1; i >= 0; i--) {
      var urgency = urgencies[i];
      var cubes =
          paths.all().stream()
              .filter(it -> it.urgency().compareTo(urgency) >= 0)
              .map(it -> withoutNo(it.cube()))
              .toList();
      (urgency.compareTo(Interview.TELLS_AT) >= 0 ? Primes.of(states, cubes) : cubes)
          .forEach(it -> add(new Way(urgency, it)));
    }
  }

  /** What holds when a finding is absent holds whatever it is. */
  private Cube withoutNo(Cube cube) {
    return cube.without(
        (fact, mask) ->
            fact.kind() == Fact.Kind.FINDING && (mask & states.state(fact, Presence.ABSENT)) != 0);
  }

  /** Adds a way unless one that is there is as urgent and wider. */
  private void add(Way way) {
    if (all.stream().noneMatch(it -> it.cube().contains(way.cube()))) {
      all.add(way);
    }
  }

  List<Way> all() {
    return all;
  }
}
