package org.plumbline.followup;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.plumbline.clinic.Clinics;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.kb.conclusion.Urgency;

/**
 * Plans the looks again at a patient in the transaction that records the assessment, by the table
 * of dispositions.yaml, and closes what the assessment makes pointless.
 */
@ApplicationScoped
public class Schedule {
  /** A look again that new answers are themselves. */
  private static final String RE_SCREEN = "re-screen";

  private FollowUps followUps;
  private Clinics clinics;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Schedule() {} // required by the container

  @Inject
  public Schedule(FollowUps followUps, Clinics clinics, Clock clock) {
    this.followUps = followUps;
    this.clinics = clinics;
    this.clock = clock;
  }

  void plan(@Observes AssessmentRecorded recorded) {
    var reviews = recorded.assessment().plan().reviews();
    if (!isNews(recorded)
        || (!reviews.isEmpty() && followUps.isPlanned(id(recorded, reviews.get(0).code(), 0)))) {
      return;
    }
    if (recorded.previous().isPresent()) {
      supersede(recorded);
    }
    var visit = recorded.visit();
    var zone = clinics.of(visit.tenant()).zone();
    var number = 0;
    for (var review : reviews) {
      followUps.add(
          new FollowUp(
              id(recorded, review.code(), number++),
              visit.tenant(),
              visit.patient(),
              recorded.id(),
              recorded.assessment().urgency().code(),
              review.code(),
              clock.instant(),
              DueTimes.of(review, visit.answeredAt(), zone),
              State.SCHEDULED,
              Optional.empty()),
          review.escalates());
    }
  }

  /**
   * The same answers are assessed each time the chart is opened; only what was not said before, or
   * is more urgent, is planned for: answers that arrive late and are more urgent too.
   */
  private static boolean isNews(AssessmentRecorded recorded) {
    var visit = recorded.visit();
    return recorded
        .previous()
        .map(
            it ->
                visit.answeredAt().isAfter(it.answeredAt())
                    || recorded.assessment().urgency().compareTo(it.urgency()) > 0
                    || (visit.answeredAt().equals(it.answeredAt())
                        && !visit.response().equals(it.response())))
        .orElse(true);
  }

  /**
   * New answers are themselves the re-screen that was waited for. Anything else is taken over only
   * by an assessment that is at least as urgent: an arrival that nobody has confirmed stays open,
   * whatever is answered later.
   */
  private void supersede(AssessmentRecorded recorded) {
    for (var row : followUps.openOf(recorded.visit().tenant(), recorded.visit().patient())) {
      var open = row.followUp();
      if (open.code().equals(RE_SCREEN)) {
        followUps.close(row, State.DONE, recorded.id());
      } else if (recorded.assessment().urgency().compareTo(urgency(open)) >= 0) {
        followUps.close(row, State.SUPERSEDED, recorded.id());
      }
    }
  }

  private static Urgency urgency(FollowUp open) {
    return Urgency.of(open.urgency()).orElseThrow();
  }

  private static UUID id(AssessmentRecorded recorded, String code, int number) {
    var visit = recorded.visit();
    return UUID.nameUUIDFromBytes(
        String.join(
                "|",
                visit.tenant().value(),
                visit.patient().value(),
                visit.response().value(),
                visit.answeredAt().toString(),
                recorded.assessment().urgency().code(),
                code,
                String.valueOf(number))
            .getBytes(UTF_8));
  }
}
