package org.plumbline.governance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.audit.AuditTrail;
import org.plumbline.governance.Alarms.Kind;
import org.plumbline.governance.Alarms.Subject;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.history.Known;
import org.plumbline.kb.edge.Edge;

class WatchTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:30:00Z");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.empty();
  private final Alarms alarms = kept.give(new Alarms(kept.give(new AuditTrail(clock)), clock));
  private final ArrayList<Candidates.Loaded> loaded = new ArrayList<>();
  private final Candidates candidates =
      new Candidates() {
        @Override
        public List<Candidates.Loaded> loaded() {
          return List.copyOf(loaded);
        }

        @Override
        public List<String> subjects() {
          return loaded.stream().map(Candidates.Loaded::subject).toList();
        }
      };
  private final ArrayList<String> followed = new ArrayList<>();
  private final ShadowRun shadow =
      new ShadowRun(alarms, clock) {
        @Override
        public int follow(Candidates.Loaded candidate) {
          followed.add(candidate.label());
          return followed.size() < 3 ? 200 : 0;
        }
      };
  private final Watch watch = new Watch(Known.KNOWLEDGE, candidates, shadow, alarms, clock);

  @AfterEach
  void close() {
    kept.close();
  }

  private static Candidates.Loaded candidate(
      String label, Function<List<Map.Entry<String, String>>, List<String>> edge) {
    return new Candidates.Loaded(new KnowledgeHash("d".repeat(64)), label, edge);
  }

  @Test
  void theLiveKnowledgeConcludesEveryCanaryAsApproved() {
    watch.canaries();
    assertEquals(List.of(), alarms.open());
  }

  @Test
  void aCandidateThatConcludesAnotherThingRaisesAnAlarmUntilItIsGone() {
    loaded.add(candidate("spring", said -> List.of("disposition nothing-else routine")));
    watch.canaries();
    var open = alarms.open();
    assertEquals(
        List.of("candidate spring dddddddddddd"),
        open.stream().map(Alarms.Alarm::subject).toList());
    assertTrue(open.get(0).what().contains("canaries are not concluded as approved"));
    loaded.clear();
    watch.canaries();
    assertEquals(List.of(), alarms.open());
  }

  @Test
  void aCandidateWithoutADispositionIsToldToo() {
    loaded.add(
        candidate(
            "spring",
            said -> {
              throw new IllegalStateException("no disposition");
            }));
    watch.canaries();
    assertTrue(alarms.open().get(0).what().contains("no disposition"));
  }

  @Test
  void aCandidateFollowsUntilItHasCaughtUp() {
    loaded.add(candidate("spring", new Edge(Known.KNOWLEDGE)));
    watch.shadow();
    assertEquals(List.of("spring", "spring", "spring"), followed);
  }

  @Test
  void anAlarmOfACandidateThatWasWithdrawnIsCleared() {
    alarms.raise(new Subject(Kind.SHADOW, "candidate gone 000000000000"), "less urgent");
    watch.shadow();
    assertEquals(List.of(), alarms.open());
  }
}
