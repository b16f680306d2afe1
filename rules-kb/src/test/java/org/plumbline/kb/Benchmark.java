package org.plumbline.kb;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/**
 * CPU and allocation of an evaluation against plain Java that gives the same explanation, in one
 * run. Not a test: compare the ratio, machines are noisy. README.md says how to run it.
 */
public final class Benchmark {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROUNDS = 7;
  private static final int EVALUATIONS = 60_000;

  private record Cost(double micros, double bytes) {}

  private Benchmark() {}

  public static void main(String[] args) {
    var before = THREADS.getCurrentThreadCpuTime();
    var knowledge = KnowledgeBase.load();
    var loaded = THREADS.getCurrentThreadCpuTime();
    var all = PatientCase.all().stream().map(it -> Intakes.of(it.given())).toList();
    var full = all.stream().filter(intake -> !knowledge.assess(intake).provisional()).toList();
    System.out.printf("load            %8.0f ms CPU%n", (loaded - before) / 1e6);
    compare("full intakes", knowledge, full);
    compare("all patients", knowledge, all);
  }

  private static void compare(String which, KnowledgeBase knowledge, List<Intake> intakes) {
    var rules = best(intakes, intake -> knowledge.assess(intake).reasons().size());
    var byHand = best(intakes, intake -> explainByHand(knowledge, intake));
    System.out.printf("%s: %d%n", which, intakes.size());
    System.out.printf("  rules         %8.2f us CPU %8.0f bytes%n", rules.micros, rules.bytes);
    System.out.printf("  hand-written  %8.2f us CPU %8.0f bytes%n", byHand.micros, byHand.bytes);
    System.out.printf("  ratio         %8.1f%n", rules.micros / byHand.micros);
  }

  /** The conclusions of plain Java, each with its reason. */
  static int explainByHand(KnowledgeBase knowledge, Intake intake) {
    var triage = new HandWrittenTriage(intake);
    var reasons = new ArrayList<Reason>();
    for (var rule : triage.redFlags().keySet()) {
      reasons.add(knowledge.rule(rule).orElseThrow());
    }
    for (var rule : triage.dispositions()) {
      reasons.add(knowledge.rule(rule).orElseThrow());
    }
    var unanswered = new ArrayList<Fact>();
    for (var fact : Fact.GROUPS.get("core")) {
      if (intake.value(fact).isUnknown()) {
        unanswered.add(fact);
      }
    }
    return reasons.size() + unanswered.size();
  }

  private static Cost best(List<Intake> intakes, ToIntFunction<Intake> evaluation) {
    var best = new Cost(Double.MAX_VALUE, 0);
    var sum = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var bytes = THREADS.getCurrentThreadAllocatedBytes();
      var cpu = THREADS.getCurrentThreadCpuTime();
      for (var i = 0; i < EVALUATIONS; i++) {
        sum += evaluation.applyAsInt(intakes.get(i % intakes.size()));
      }
      var micros = (THREADS.getCurrentThreadCpuTime() - cpu) / 1e3 / EVALUATIONS;
      if (micros < best.micros) {
        best =
            new Cost(
                micros, (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) EVALUATIONS);
      }
    }
    if (sum == 0) {
      throw new AssertionError("nothing was concluded");
    }
    return best;
  }
}
