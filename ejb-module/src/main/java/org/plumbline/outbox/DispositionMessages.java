package org.plumbline.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.UUID;
import org.plumbline.history.AssessmentRecorded;

/** Tells practice systems of every disposition, in the transaction that records it. */
@ApplicationScoped
public class DispositionMessages {
  static final String EVENT = "disposition";

  private Listeners listeners;

  @SuppressWarnings("NullAway.Init")
  protected DispositionMessages() {} // required by the container

  @Inject
  public DispositionMessages(Listeners listeners) {
    this.listeners = listeners;
  }

  void tell(@Observes AssessmentRecorded recorded) {
    listeners.tell(
        recorded.visit().tenant(),
        new Listeners.Event(EVENT, recorded.id().value()),
        "Assessment/" + recorded.id(),
        id -> body(id, recorded));
  }

  /** Codes and ids alone, so that nothing in it needs quoting; no answer is told. */
  private static String body(UUID id, AssessmentRecorded recorded) {
    return """
        {"id":"%s","event":"disposition","assessment":"%s","patient":"%s","disposition":"%s","provisional":%s,"redFlags":%d,"answeredAt":"%s","knowledgeVersion":"%s"}"""
        .formatted(
            id,
            recorded.id(),
            recorded.visit().patient().value(),
            recorded.assessment().urgency().code(),
            recorded.assessment().provisional(),
            recorded.assessment().redFlags().size(),
            recorded.visit().answeredAt(),
            recorded.assessment().knowledgeVersion());
  }
}
