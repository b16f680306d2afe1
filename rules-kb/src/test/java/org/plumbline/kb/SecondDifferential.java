package org.plumbline.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.yaml.snakeyaml.Yaml;

/**
 * The differential a second time, straight from differential.yaml by its written algorithm: maps
 * and probabilities in place of arrays and precomputed weights.
 */
final class SecondDifferential {
  private static final Map<String, Object> TABLE = table();
  private static final Map<String, Object> WEIGHING = Case.cast(TABLE.get("weighing"));

  private final Map<Fact, Value> values;
  private final Map<String, Double> prior = new LinkedHashMap<>();
  private final Map<String, Double> score = new LinkedHashMap<>();
  private final Map<String, Map<String, Double>> grouped = new LinkedHashMap<>();

  SecondDifferential(Map<Fact, Value> values) {
    this.values = values;
    for (Map<String, Object> origin : SecondDifferential.<List<Map<String, Object>>>at("origins")) {
      prior.put((String) origin.get("code"), number(origin.get("prior")));
    }
    prior.forEach((origin, p) -> score.put(origin, Math.log(p)));
    findings();
    readings();
    choices();
    lasting();
    grouped
        .values()
        .forEach(
            sums ->
                sums.forEach(
                    (origin, sum) ->
                        score.merge(
                            origin,
                            clamp(sum, number(WEIGHING.get("group-likelihood-ratio"))),
                            Double::sum)));
    fade();
  }

  private static Map<String, Object> table() {
    try {
      return new Yaml().load(Files.readString(Path.of("knowledge/differential.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T at(String key) {
    return Case.cast(TABLE.get(key));
  }

  private static double number(Object yaml) {
    return ((Number) yaml).doubleValue();
  }

  private static Fact fact(Map<String, Object> row, String key) {
    return Fact.of((String) row.get(key)).orElseThrow();
  }

  private boolean is(String code, Presence presence) {
    return values.get(Fact.of(code).orElseThrow()) == presence;
  }

  private void findings() {
    for (Map<String, Object> row : SecondDifferential.<List<Map<String, Object>>>at("findings")) {
      var code = (String) row.get("finding");
      if (is(code, Presence.PRESENT)) {
        weigh(code, likelihoods(row.get("present")));
      } else if (is(code, Presence.ABSENT)) {
        weigh(code, complement(likelihoods(row.get("present"))));
      }
    }
  }

  private void readings() {
    for (Map<String, Object> row : SecondDifferential.<List<Map<String, Object>>>at("readings")) {
      if (values.get(fact(row, "reading")) instanceof Reading reading && !reading.isUnknown()) {
        var present = likelihoods(row.get("present"));
        var counts =
            row.containsKey("below")
                ? reading.number() < number(row.get("below"))
                : reading.number() >= number(row.get("from"));
        weigh("", counts ? present : complement(present));
      }
    }
  }

  private void choices() {
    for (Map<String, Object> row : SecondDifferential.<List<Map<String, Object>>>at("choices")) {
      var value = values.get(fact(row, "choice"));
      var from = number(row.getOrDefault("from-hours", 0));
      if (value != null && !value.isUnknown() && elapsed() >= from) {
        Map<String, Object> options = Case.cast(row.get("options"));
        weigh("", likelihoods(options.get(value.stored())));
      }
    }
  }

  private void lasting() {
    Map<String, Object> lasting = at("lasting");
    if (elapsed() >= number(lasting.get("from-hours"))) {
      weigh("", likelihoods(lasting.get("present")));
    }
  }

  private Map<String, Double> likelihoods(Object numbers) {
    List<Number> list = Case.cast(numbers);
    var likelihoods = new LinkedHashMap<String, Double>();
    var next = list.iterator();
    prior.keySet().forEach(origin -> likelihoods.put(origin, next.next().doubleValue()));
    return likelihoods;
  }

  private static Map<String, Double> complement(Map<String, Double> likelihoods) {
    var complement = new LinkedHashMap<String, Double>();
    likelihoods.forEach((origin, p) -> complement.put(origin, 1 - p));
    return complement;
  }

  private void weigh(String code, Map<String, Double> likelihoods) {
    var any = prior.keySet().stream().mapToDouble(it -> prior.get(it) * likelihoods.get(it)).sum();
    Map<String, List<String>> groups = Case.cast(WEIGHING.get("groups"));
    var group = groups.entrySet().stream().filter(it -> it.getValue().contains(code)).findFirst();
    var sums =
        group.isEmpty()
            ? score
            : grouped.computeIfAbsent(group.get().getKey(), it -> new LinkedHashMap<>());
    likelihoods.forEach(
        (origin, p) ->
            sums.merge(
                origin,
                clamp(Math.log(p / any), number(WEIGHING.get("single-likelihood-ratio")))
                    * share(code),
                Double::sum));
  }

  /** An absent member of a story whose leading symptom is told weighs half. */
  private double share(String code) {
    Map<String, Object> story = Case.cast(WEIGHING.get("story"));
    Map<String, List<String>> groups = Case.cast(WEIGHING.get("groups"));
    return groups.get((String) story.get("group")).contains(code)
            && is(code, Presence.ABSENT)
            && is((String) story.get("told-by"), Presence.PRESENT)
        ? number(story.get("absent-weighs"))
        : 1;
  }

  private static double clamp(double weight, double ratio) {
    return Math.min(Math.log(ratio), Math.max(-Math.log(ratio), weight));
  }

  private double elapsed() {
    return Math.max(
        hundredths(known(Fact.HOURS_SINCE_LIFT)), hundredths(168 * known(Fact.DURATION_WEEKS)));
  }

  private static double hundredths(double hours) {
    return Math.round(hours * 100) / 100.0;
  }

  private double known(Fact fact) {
    return values.get(fact) instanceof Reading reading && !reading.isUnknown()
        ? reading.number()
        : 0;
  }

  private void fade() {
    Map<String, Object> fades = Case.cast(WEIGHING.get("fades"));
    if (elapsed() >= number(fades.get("from-hours"))) {
      score.merge((String) fades.get("origin"), -number(fades.get("lowered-by")), Double::sum);
    }
  }

  List<String> ranking() {
    var total = score.values().stream().mapToDouble(Math::exp).sum();
    var shares = new LinkedHashMap<String, Double>();
    score.forEach((origin, it) -> shares.put(origin, Math.rint(Math.exp(it) / total * 1e12)));
    var ranking = new ArrayList<>(shares.keySet());
    ranking.sort((one, other) -> Double.compare(shares.get(other), shares.get(one)));
    return ranking;
  }

  String band() {
    var ranking = ranking();
    var override = override(ranking.get(0));
    if (!override.isEmpty()) {
      return override;
    }
    var total = score.values().stream().mapToDouble(Math::exp).sum();
    var first = Math.exp(score.get(ranking.get(0))) / total;
    var second = Math.exp(score.get(ranking.get(1))) / total;
    Map<String, Object> likely = Case.cast(WEIGHING.get("likely"));
    Map<String, Object> possible = Case.cast(WEIGHING.get("possible"));
    if (completeness() < number(WEIGHING.get("completeness-floor"))) {
      return "indeterminate";
    }
    if (first >= number(likely.get("score"))
        && first >= number(likely.get("times-runner-up")) * second) {
      return "likely";
    }
    return first >= number(possible.get("score")) ? "possible" : "indeterminate";
  }

  private String override(String leader) {
    Map<String, Object> override = Case.cast(WEIGHING.get("override"));
    List<String> findings = Case.cast(override.get("findings"));
    var present = findings.stream().filter(it -> is(it, Presence.PRESENT)).count();
    if (!leader.equals(override.get("origin")) || present < number(override.get("possible-from"))) {
      return "";
    }
    return present >= number(override.get("likely-from"))
            || is((String) override.get("decisive"), Presence.PRESENT)
        ? "likely"
        : "possible";
  }

  private double completeness() {
    List<String> core = Case.cast(WEIGHING.get("completeness-core"));
    var known =
        core.stream()
            .map(it -> values.get(Fact.of(it).orElseThrow()))
            .filter(it -> it != null && !it.isUnknown())
            .count();
    return (double) known / core.size();
  }
}
