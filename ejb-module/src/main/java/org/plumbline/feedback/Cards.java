package org.plumbline.feedback;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.PatientReference;

/** The cards that were shown, and what became of them. */
@Stateless
@RolesAllowed(Client.ROLE)
public class Cards {
  /** In the place of an empty list, which SQL does not have. */
  private static final UUID NONE = new UUID(0, 0);

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private FollowUps followUps;

  @SuppressWarnings("NullAway.Init")
  protected Cards() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Cards(Clock clock, FollowUps followUps) {
    this.clock = clock;
    this.followUps = followUps;
  }

  /**
   * Keeps a card that is about to be shown.
   *
   * @return whether it may be shown: a card that a clinician has accepted or overridden is not
   *     shown again
   */
  public boolean offer(ShownCard card) {
    var known = known(card);
    if (known.settled()) {
      return false;
    }
    if (!known.shown()) {
      add(card);
    }
    if (known.assessments() < card.assessments().size()) {
      insert(
          card,
          "card_assessment (tenant, card_id, assessment_id)",
          card.assessments().stream().map(AssessmentId::value).toList());
    }
    return true;
  }

  /**
   * What is kept of a card already.
   *
   * @param settled whether a clinician has accepted or overridden it
   * @param assessments how many of its assessments it is known to tell about
   */
  private record Known(boolean settled, boolean shown, long assessments) {}

  private Known known(ShownCard card) {
    var ids = card.assessments().stream().map(AssessmentId::value).toList();
    return Rows.of(
            entities
                .createNativeQuery(
                    """
                    select exists (select 1 from feedback where tenant = :tenant and card_id = :card),
                        exists (select 1 from card where tenant = :tenant and id = :id),
                        (select count(*) from card_assessment where tenant = :tenant and card_id = :id and assessment_id in (:assessments))
                    """,
                    Object[].class)
                .setParameter("tenant", card.tenant().value())
                .setParameter("card", card.id().toString())
                .setParameter("id", card.id())
                .setParameter("assessments", ids.isEmpty() ? List.of(NONE) : ids),
            Known.class)
        .findFirst()
        .orElseThrow();
  }

  private void add(ShownCard card) {
    var added =
        entities
            .createNativeQuery(
                """
                insert into card (tenant, id, patient, assessment_id, hook, indicator, suggestions, first_shown)
                values (:tenant, :id, :patient, cast(:assessment as uuid), :hook, :indicator, :suggestions, :now) on conflict do nothing
                """)
            .setParameter("tenant", card.tenant().value())
            .setParameter("id", card.id())
            .setParameter("patient", card.patient().value())
            .setParameter(
                "assessment",
                card.assessments().stream().findFirst().map(AssessmentId::toString).orElse(null))
            .setParameter("hook", card.face().hook())
            .setParameter("indicator", card.face().indicator())
            .setParameter(
                "suggestions",
                card.face().suggestions().stream()
                    .map(UUID::toString)
                    .collect(Collectors.joining(",")))
            .setParameter("now", clock.instant())
            .executeUpdate();
    if (added == 1 && !card.face().rules().isEmpty()) {
      insert(card, "card_rule (tenant, card_id, rule)", card.face().rules());
    }
  }

  private void insert(ShownCard card, String into, List<?> values) {
    Rows.insert(
        entities,
        into,
        values.size(),
        "(:tenant%1$d, :id%1$d, :value%1$d)",
        (query, number) ->
            query
                .setParameter("tenant" + number, card.tenant().value())
                .setParameter("id" + number, card.id())
                .setParameter("value" + number, values.get(number)));
  }

  /** Whom a card was about; empty when it is not one of this clinic. */
  public Optional<PatientReference> patientOf(Tenant tenant, String card) {
    return uuid(card)
        .flatMap(
            id ->
                entities
                    .createNativeQuery(
                        "select patient from card where tenant = :tenant and id = :id",
                        String.class)
                    .setParameter("tenant", tenant.value())
                    .setParameter("id", id)
                    .getResultStream()
                    .map(it -> new PatientReference((String) it))
                    .findFirst());
  }

  private static Optional<UUID> uuid(String text) {
    try {
      return Optional.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Keeps feedback, all of it or none; what was sent before is not kept twice. */
  public void add(List<Feedback> feedback) {
    feedback.forEach(this::add);
  }

  private void add(Feedback feedback) {
    var added =
        entities
            .createNativeQuery(
                """
                insert into feedback (tenant, card_id, outcome, outcome_at, received_at, known, suggestions, reason, user_comment)
                values (:tenant, :card, :outcome, :at, :now, :known, :suggestions, :reason, :comment) on conflict do nothing
                """)
            .setParameter("tenant", feedback.tenant().value())
            .setParameter("card", feedback.card())
            .setParameter("outcome", feedback.outcome().code())
            .setParameter("at", feedback.at())
            .setParameter("now", clock.instant())
            .setParameter("known", patientOf(feedback.tenant(), feedback.card()).isPresent())
            .setParameter("suggestions", String.join(",", feedback.suggestions()))
            .setParameter("reason", feedback.reason().orElse(null))
            .setParameter("comment", feedback.comment().orElse(null))
            .executeUpdate();
    if (added == 1) {
      assessmentsOf(feedback.tenant(), feedback.card())
          .forEach(it -> followUps.acknowledge(feedback.tenant(), it, "feedback of the EHR"));
    }
  }

  /** Whoever answers a card has seen what it tells. */
  private List<AssessmentId> assessmentsOf(Tenant tenant, String card) {
    return uuid(card).stream()
        .flatMap(
            id ->
                entities
                    .createNativeQuery(
                        "select assessment_id from card_assessment where tenant = :tenant and card_id = :id",
                        UUID.class)
                    .setParameter("tenant", tenant.value())
                    .setParameter("id", id)
                    .getResultStream()
                    .map(it -> new AssessmentId((UUID) it)))
        .toList();
  }
}
