package org.plumbline.kb;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.opencds.cqf.cql.engine.execution.CqlEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.plumbline.kb.fact.Intake;

/**
 * An evaluation with its explanation against plain Java with the same red flags and against the CQL
 * engine, in one run. Not a test: compare the ratios, machines are noisy.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TriageBenchmark {
  private static final String RULES = "rules";

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final CqlTriage defaults = new CqlTriage(Set.of());
  private final CqlTriage caching =
      new CqlTriage(Set.of(CqlEngine.Options.EnableExpressionCaching));
  private final List<Intake> intakes =
      PatientCase.all().stream()
          .map(it -> Intakes.of(it.given()))
          .filter(it -> !knowledge.assess(it).provisional())
          .toList();
  private int next;

  private Intake intake() {
    next = (next + 1) % intakes.size();
    return intakes.get(next);
  }

  /** Red flags, disposition and differential, each with its reason, and what is unanswered. */
  @Benchmark
  public Object rules() {
    return knowledge.assess(intake());
  }

  /** The same with the plan. */
  @Benchmark
  public Object rulesWithPlan() {
    return knowledge.assess(intake()).plan();
  }

  @Benchmark
  public int handWritten() {
    return org.plumbline.kb.Benchmark.explainByHand(knowledge, intake());
  }

  /** The engine as it comes: every expression is computed again where it is used. */
  @Benchmark
  public Object cqlDefaults() {
    return defaults.assess(intake());
  }

  /** The best configuration that is still right with a new engine per call. */
  @Benchmark
  public Object cqlBestCorrect() {
    return caching.assess(intake());
  }

  /** What would change the disposition, what to ask and what to examine next. */
  @Benchmark
  public Object explainOnRequest() {
    return knowledge.outlook().explain(intake());
  }

  public static void main(String[] args) throws RunnerException {
    var options =
        new OptionsBuilder()
            .include(TriageBenchmark.class.getSimpleName())
            .addProfiler(GCProfiler.class)
            .build();
    var micros = new TreeMap<String, Double>();
    for (var result : new Runner(options).run()) {
      var name = result.getPrimaryResult().getLabel();
      micros.put(name, result.getPrimaryResult().getScore());
      System.out.printf(
          "%-18s %10.2f us %10.0f bytes%n",
          name,
          result.getPrimaryResult().getScore(),
          result.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
    }
    micros.forEach(
        (name, score) ->
            System.out.printf(
                "%-18s %8.2f x rules%n", name, score / micros.getOrDefault(RULES, 1.0)));
    System.out.printf(
        "rules / handWritten %.1f%n",
        micros.getOrDefault(RULES, 0.0) / micros.getOrDefault("handWritten", 1.0));
  }
}
