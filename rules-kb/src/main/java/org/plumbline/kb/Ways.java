package org.plumbline.kb;

import java.util.ArrayList;
import java.util.List;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.Primes;
import org.plumbline.kb.condition.States;
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

  private final States states;
  private final List<Way> all = new ArrayList<>();

  Ways(Paths paths) {
    this.states = paths.formulas().states();
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
