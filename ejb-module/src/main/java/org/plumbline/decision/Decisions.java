package org.plumbline.decision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.conclusion.Urgency;

/** The decisions of clinicians. One is never changed; a correction is a further one. */
@Stateless
@RolesAllowed(Client.ROLE)
public class Decisions {
  private static final int MOST = 200;

  @PersistenceContext private EntityManager entities;
  private FollowUps followUps;

  @SuppressWarnings("NullAway.Init")
  protected Decisions() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Decisions(FollowUps followUps) {
    this.followUps = followUps;
  }

  /**
   * Keeps a decision; whoever decided has acknowledged the assessment.
   *
   * @return whether it was kept; not when somebody else decided in view of the same at the same
   *     time, so that one of the two does not know what stands
   */
  public boolean add(Decision decision) {
    var added =
        entities
            .createNativeQuery(
                """
                insert into decision (id, tenant, assessment_id, decided_at, kind, urgency, reason, remark, author, replaces, follows)
                values (:id, :tenant, :assessment, :at, :kind, :urgency, :reason, :remark, :author, cast(:replaces as uuid), :follows)
                on conflict do nothing
                """)
            .setParameter("id", decision.id())
            .setParameter("tenant", decision.tenant().value())
            .setParameter("assessment", decision.assessment().value())
            .setParameter("at", decision.decidedAt())
            .setParameter("kind", decision.kind().code())
            .setParameter("urgency", decision.urgency().code())
            .setParameter("reason", decision.reason())
            .setParameter("remark", decision.remark().orElse(null))
            .setParameter("author", decision.author())
            .setParameter("replaces", decision.replaces().map(UUID::toString).orElse(null))
            .setParameter("follows", decision.replaces().orElse(decision.assessment().value()))
            .executeUpdate();
    if (added == 1) {
      followUps.acknowledge(decision.tenant(), decision.assessment(), decision.author());
    }
    return added == 1;
  }

  /** The decisions about an assessment, newest first. */
  public List<Decision> about(Tenant tenant, AssessmentId assessment) {
    return found(tenant, List.of(assessment.value()), MOST).toList();
  }

  /** The same of several, with one query; nothing of one about which nobody has decided. */
  public Map<AssessmentId, List<Decision>> about(
      Tenant tenant, Collection<AssessmentId> assessments) {
    return assessments.isEmpty()
        ? Map.of()
        : found(tenant, assessments.stream().map(AssessmentId::value).toList(), Integer.MAX_VALUE)
            .collect(Collectors.groupingBy(Decision::assessment));
  }

  private record Row(
      UUID id,
      Instant decidedAt,
      String kind,
      String urgency,
      String reason,
      Optional<String> remark,
      String author,
      Optional<UUID> replaces,
      AssessmentId assessment) {
    Decision decision(Tenant tenant) {
      return new Decision(
          id,
          tenant,
          assessment,
          decidedAt,
          Decision.Kind.of(kind).orElseThrow(),
          Urgency.of(urgency).orElseThrow(),
          reason,
          remark,
          author,
          replaces);
    }
  }

  private Stream<Decision> found(Tenant tenant, List<UUID> assessments, int most) {
    return Rows.of(
            entities
                .createNativeQuery(
                    """
                    select id, decided_at, kind, urgency, reason, remark, author, replaces, assessment_id from decision
                    where tenant = :tenant and assessment_id in (:assessments) order by decided_at desc
                    """,
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("assessments", assessments)
                .setMaxResults(most),
            Row.class)
        .map(it -> it.decision(tenant));
  }
}
