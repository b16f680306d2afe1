package org.plumbline.triage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import java.util.List;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;

/**
 * Builds what is built once: the knowledge base, at start and not at the first request, and the
 * clock.
 */
@ApplicationScoped
public class TriageConfiguration {
  private static final int WARM_UP = 2_000;

  private final KnowledgeBase knowledge = KnowledgeBase.load();

  /** Evaluates before the first patient comes, so that the first answer is as fast as the next. */
  void warmUp(@Observes Startup startup) {
    var nobody = Intake.of(List.of());
    for (var i = 0; i < WARM_UP; i++) {
      if (!knowledge.assess(nobody).provisional()) {
        throw new IllegalStateException("an intake without answers must be provisional");
      }
    }
  }

  @Produces
  @Dependent
  KnowledgeBase knowledge() {
    return knowledge;
  }

  @Produces
  @Dependent
  Clock clock() {
    return Clock.systemUTC();
  }
}
