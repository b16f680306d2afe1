package org.plumbline.kb;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.plumbline.kb.edge.Canary;
import org.plumbline.kb.edge.Edge;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/**
 * Chooses the canaries that are shipped from the written cases: every whole patient, and so many of
 * the others that each rule that fires in a case fires in three canaries.
 */
public final class Canaries {
  private static final int EACH_RULE = 3;

  private Canaries() {}

  public static List<Canary> choose() {
    var edge = new Edge();
    var seen = new HashMap<String, Integer>();
    var chosen = new ArrayList<Canary>();
    PatientCase.all().forEach(it -> add(canary(edge, it.id(), it.given()), seen, chosen));
    others()
        .map(it -> canary(edge, it.getKey(), it.getValue()))
        .filter(it -> lines(it).anyMatch(line -> seen.getOrDefault(line, 0) < EACH_RULE))
        .forEach(it -> add(it, seen, chosen));
    return chosen;
  }

  private static Stream<Map.Entry<String, Map<Fact, Value>>> others() {
    return Stream.of(
            Case.all().stream().map(it -> Map.entry(it.file() + ": " + it.name(), it.given())),
            AdviceCase.all().stream()
                .map(it -> Map.entry(it.file() + ": " + it.name(), it.given())))
        .flatMap(it -> it);
  }

  private static Canary canary(Edge edge, String name, Map<Fact, Value> given) {
    var said =
        Intakes.of(given).statements().stream()
            .map(it -> Map.entry(it.fact().code(), it.value().stored()))
            .toList();
    return new Canary(name, said, edge.apply(said));
  }

  private static Stream<String> lines(Canary canary) {
    return canary.expected().stream().map(it -> it.replaceFirst("^(\\S+ \\S+).*", "$1"));
  }

  private static void add(Canary canary, Map<String, Integer> seen, Collection<Canary> chosen) {
    chosen.add(canary);
    lines(canary).forEach(it -> seen.merge(it, 1, Integer::sum));
  }
}
