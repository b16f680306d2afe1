package org.plumbline.governance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;

/** Sees to it at start that the knowledge that runs is kept before it concludes anything. */
@ApplicationScoped
public class KnowledgeStart {
  private KnowledgeKept kept;

  @SuppressWarnings("NullAway.Init")
  protected KnowledgeStart() {} // required by the container

  @Inject
  public KnowledgeStart(KnowledgeKept kept) {
    this.kept = kept;
  }

  void start(@Observes Startup startup) {
    kept.keep();
  }
}
