package org.plumbline.triage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.fact.Intake;

/**
 * Builds what is built once: the knowledge base, at start and not at the first request, and the
 * clock.
 */
@ApplicationScoped
public class TriageConfiguration {
  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final LiveKnowledge live = new LiveKnowledge(KnowledgeJar.live().hash());
  private final Clock clock = clockOfThisServer();

  /**
   * Builds the knowledge base at start, and not at the first request, and sees that it is sound.
   */
  void start(@Observes Startup startup) {
    if (!knowledge.assess(Intake.of(List.of())).provisional()) {
      throw new IllegalStateException("an intake without answers must be provisional");
    }
  }

  @Produces
  @Dependent
  KnowledgeBase knowledge() {
    return knowledge;
  }

  @Produces
  @Dependent
  LiveKnowledge live() {
    return live;
  }

  /** A clock that can be moved is for tests: there is none where patients are. */
  @Produces
  @Dependent
  Clock clock() {
    return clock;
  }

  private static Clock clockOfThisServer() {
    var file = System.getenv("PLUMBLINE_CLOCK_FILE");
    return file != null && !file.isBlank() && Boolean.getBoolean("plumbline.demo")
        ? new MovableClock(Path.of(file))
        : Clock.systemUTC();
  }
}
