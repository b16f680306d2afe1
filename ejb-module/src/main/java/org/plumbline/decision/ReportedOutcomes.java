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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.decision.Outcome.Found;
import org.plumbline.decision.Outcome.Said;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;

/** What became of the patients. One is never changed; a correction is a further one, and holds. */
@Stateless
@RolesAllowed(Client.ROLE)
public class ReportedOutcomes {
  private static final int MOST = 200;

  /** The follow-ups that an outcome answers, as dispositions.yaml names them. */
  private static final String ASKED = "outcome";

  private static final String ARRIVAL = "arrival";

  @PersistenceContext private EntityManager entities;
  private FollowUps followUps;

  @SuppressWarnings("NullAway.Init")
  protected ReportedOutcomes() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public ReportedOutcomes(FollowUps followUps) {
    this.followUps = followUps;
  }

  /**
   * Keeps an outcome; whoever tells it has answered the follow-up that asks for it.
   *
   * @return its number among those of the assessment
   */
  public int add(Outcome outcome) {
    var position = last(outcome.assessment()) + 1;
    Rows.writeOne(
        entities
            .createNativeQuery(
                """
                insert into outcome (assessment_id, position, tenant, reported_at, arrived, scanned, found, remark, author)
                values (:assessment, :position, :tenant, :at, :arrived, :scanned, :found, :remark, :author)
                """)
            .setParameter("assessment", outcome.assessment().value())
            .setParameter("position", position)
            .setParameter("tenant", outcome.tenant().value())
            .setParameter("at", outcome.reportedAt())
            .setParameter("arrived", outcome.arrived().code())
            .setParameter("scanned", outcome.scanned().code())
            .setParameter("found", outcome.found().code())
            .setParameter("remark", outcome.remark().orElse(null))
            .setParameter("author", outcome.author()));
    outcome.explains().forEach(it -> explain(outcome.assessment(), position, it));
    answer(outcome, ASKED);
    if (outcome.arrived() == Said.YES) {
      answer(outcome, ARRIVAL);
    }
    return position;
  }

  private int last(AssessmentId assessment) {
    var last =
        entities
            .createNativeQuery(
                "select coalesce(max(position), 0) from outcome where assessment_id = :assessment",
                Integer.class)
            .setParameter("assessment", assessment.value())
            .getSingleResult();
    return ((Number) Objects.requireNonNull(last)).intValue();
  }

  private void explain(AssessmentId assessment, int position, String rule) {
    Rows.writeOne(
        entities
            .createNativeQuery(
                "insert into outcome_rule (assessment_id, position, rule) values (:assessment, :position, :rule)")
            .setParameter("assessment", assessment.value())
            .setParameter("position", position)
            .setParameter("rule", rule));
  }

  private void answer(Outcome outcome, String code) {
    followUps.answer(
        outcome.tenant(), new FollowUps.Asked(outcome.assessment(), code), outcome.author());
  }

  /** The outcomes of an assessment, the one that holds first. */
  public List<Outcome> of(Tenant tenant, AssessmentId assessment) {
    return found(tenant, List.of(assessment.value()), "", MOST).toList();
  }

  /** One by its number; empty when there is none. */
  public Optional<Outcome> find(Tenant tenant, AssessmentId assessment, int position) {
    return found(tenant, List.of(assessment.value()), " and o.position = " + position, 1)
        .findFirst();
  }

  /** The same of several, with one query; nothing of one of which nothing was told. */
  public Map<AssessmentId, List<Outcome>> of(Tenant tenant, Collection<AssessmentId> assessments) {
    return assessments.isEmpty()
        ? Map.of()
        : found(
                tenant,
                assessments.stream().map(AssessmentId::value).toList(),
                "",
                Integer.MAX_VALUE)
            .collect(Collectors.groupingBy(Outcome::assessment));
  }

  private record Row(
      Instant reportedAt,
      String arrived,
      String scanned,
      String found,
      String explains,
      Optional<String> remark,
      String author,
      AssessmentId assessment) {
    Outcome outcome(Tenant tenant) {
      return new Outcome(
          tenant,
          assessment,
          reportedAt,
          Said.of(arrived).orElseThrow(),
          Said.of(scanned).orElseThrow(),
          Found.of(found).orElseThrow(),
          Stream.of(explains.split(",")).filter(it -> !it.isEmpty()).sorted().toList(),
          remark,
          author);
    }
  }

  private Stream<Outcome> found(Tenant tenant, List<UUID> assessments, String further, int most) {
    return Rows.of(
            entities
                .createNativeQuery(
                    """
                    select o.reported_at, o.arrived, o.scanned, o.found, coalesce((select string_agg(r.rule, ',') from outcome_rule r
                        where r.assessment_id = o.assessment_id and r.position = o.position), ''), o.remark, o.author, o.assessment_id
                    from outcome o where o.tenant = :tenant and o.assessment_id in (:assessments)%s order by o.position desc
                    """
                        .formatted(further),
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("assessments", assessments)
                .setMaxResults(most),
            Row.class)
        .map(it -> it.outcome(tenant));
  }
}
