package org.plumbline.followup;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.plumbline.clinic.Clinics;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.Undecided;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.advice.Plan;
import org.plumbline.kb.conclusion.Urgency;

/**
 * Plans the looks again at a patient in the transaction that records the assessment, by the table
 * of dispositions.yaml, and closes what the assessment makes pointless.
 */
@ApplicationScoped
public class Schedule {
  /** A look again that new answers are themselves. */
  public static final String RE_SCREEN = "re-screen";

  /** So long before it is due a recheck answers a look again. */
  private static final Duration EARLY = Duration.ofHours(12);

  private static final UUID NONE = new UUID(0, 0);

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
    if (!isNews(recorded)) {
      return;
    }
    var reviews = reviews(recorded);
    var visit = recorded.visit();
    var first = reviews.isEmpty() ? NONE : id(recorded, reviews.get(0).code(), 0);
    var open = followUps.openOr(visit.tenant(), visit.patient(), first);
    if (open.stream().anyMatch(it -> it.followUp().id().equals(first))) {
      return;
    }
    var kept = supersede(recorded, open);
    var zone = clinics.of(visit.tenant()).zone();
    var number = 0;
    var planned = new ArrayList<FollowUps.Planned>();
    for (var review : reviews) {
      var id = id(recorded, review.code(), number++);
      if (!kept.contains(review.code())) {
        planned.add(
            new FollowUps.Planned(
                new FollowUp(
                    id,
                    visit.tenant(),
                    visit.patient(),
                    Optional.of(recorded.id()),
                    Optional.of(recorded.assessment().urgency().code()),
                    review.code(),
                    clock.instant(),
                    DueTimes.of(review, visit.answeredAt(), zone),
                    State.SCHEDULED,
                    Optional.empty()),
                review.escalates()));
      }
    }
    followUps.add(planned);
  }

  /** What the plan asks for, and a call when the patient does not come back to the questions. */
  private static List<Plan.Review> reviews(AssessmentRecorded recorded) {
    var reviews = new ArrayList<>(recorded.assessment().plan().reviews());
    if (!recorded.visit().finished() && Undecided.stays(recorded.assessment().urgency())) {
      var call = Instruction.notFinished();
      reviews.add(
          new Plan.Review(call.code(), call.hours(), call.clock(), call.escalates(), call.what()));
    }
    return reviews;
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
   * New answers are themselves the re-screen, and the coming back, that was waited for. Anything
   * else is taken over only by an assessment that is at least as urgent: an arrival that nobody has
   * confirmed stays open, whatever is answered later. Who goes on with the same questions does not
   * begin the waiting anew.
   *
   * @return the codes of what was planned for the same questions at the same urgency, and stays
   */
  private Set<String> supersede(AssessmentRecorded recorded, List<FollowUpRow> rows) {
    var kept = new HashSet<String>();
    var now = recorded.assessment().urgency();
    for (var row : rows) {
      var open = row.followUp();
      var urgency = open.urgency().flatMap(Urgency::of);
      var same = urgency.filter(it -> it == now).isPresent();
      if (isAnswered(open, recorded)) {
        followUps.close(row, State.DONE, recorded.id());
        if (same && isRecheck(recorded)) {
          kept.add(open.code());
        }
      } else if (same && (goesOn(recorded) || isRecheck(recorded))) {
        kept.add(open.code());
      } else if (urgency.filter(it -> now.compareTo(it) >= 0).isPresent()) {
        followUps.close(row, State.SUPERSEDED, recorded.id());
      }
    }
    return kept;
  }

  /** Whether these answers are what was waited for. */
  private static boolean isAnswered(FollowUp open, AssessmentRecorded recorded) {
    var visit = recorded.visit();
    if (!visit.finished() && !Undecided.stays(recorded.assessment().urgency())) {
      return false;
    }
    var calls =
        Set.of(Instruction.notFinished().code(), Instruction.notAnswered().code())
            .contains(open.code());
    var since = open.createdAt().truncatedTo(ChronoUnit.SECONDS);
    if (isRecheck(recorded) && open.dueAt().isAfter(visit.answeredAt().plus(EARLY))) {
      return false;
    }
    return open.code().equals(RE_SCREEN) || (calls && !visit.answeredAt().isBefore(since));
  }

  /** A recheck answers the look again that it was asked for, and leaves the later ones. */
  private static boolean isRecheck(AssessmentRecorded recorded) {
    return recorded.visit().route() == Route.RECHECK;
  }

  /** Whether the same questions were answered on; a response without an id is not known again. */
  private static boolean goesOn(AssessmentRecorded recorded) {
    var response = recorded.visit().response();
    return response.value().contains("/")
        && recorded.previous().filter(it -> it.response().equals(response)).isPresent();
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
