package org.plumbline.history;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;

/**
 * What a patient's earlier answers came to and no clinician has decided about. Milder, empty or
 * unfinished answers do not take it away.
 */
@Stateless
@PermitAll
public class Standing {
  /**
   * Nobody reads more; a form filler that saves each answer sends hundreds. What is left out is no
   * graver than what is told.
   */
  static final int MOST = 50;

  private static final String LINES =
      """
      select a.id, a.response, a.answered_at, a.urgency, a.unfinished from assessment a
      where a.tenant = :tenant and a.patient = :patient and a.answered_at >= :since and %s and %s
      order by %s desc, a.answered_at desc limit %d
      """
          .formatted(Undecided.STAYS, Undecided.OPEN_OF_PATIENT, Undecided.rank("a"), MOST);

  private static final Comparator<Line> GRAVEST_FIRST =
      Comparator.comparing(Line::urgency).thenComparing(Line::answeredAt).reversed();

  @PersistenceContext private EntityManager entities;
  private Clock clock;
  private Conclusions conclusions;

  @SuppressWarnings("NullAway.Init")
  protected Standing() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public Standing(Clock clock, Conclusions conclusions) {
    this.clock = clock;
    this.conclusions = conclusions;
  }

  /**
   * An assessment that stays.
   *
   * @param id empty when it could not be recorded
   * @param finished whether the patient had come to the end of the questions
   * @param flags why each red flag fired, as it was told then, most urgent first
   */
  public record Line(
      Optional<AssessmentId> id,
      ResponseReference response,
      Instant answeredAt,
      Urgency urgency,
      boolean finished,
      List<Reason> flags) {
    public Line {
      flags = List.copyOf(flags);
    }

    /** The red flags that fired, by rule. */
    public List<String> rules() {
      return flags.stream().map(Reason::rule).toList();
    }

    /** What the red flags were called then. */
    public List<String> titles() {
      return flags.stream().map(Reason::title).toList();
    }
  }

  private record Row(
      AssessmentId id,
      ResponseReference response,
      Instant answeredAt,
      String urgency,
      boolean unfinished) {}

  /** What stays of the answers of the last 14 days, the gravest first. */
  public List<Line> of(Tenant tenant, PatientReference patient) {
    return lines(tenant, patient, it -> true);
  }

  /** What stays beside an assessment that is shown anyway, the gravest first. */
  public List<Line> beside(Tenant tenant, PatientReference patient, AssessmentId shown) {
    return lines(tenant, patient, it -> !it.id().equals(shown));
  }

  private List<Line> lines(Tenant tenant, PatientReference patient, Predicate<Row> wanted) {
    var rows =
        Rows.of(
                entities
                    .createNativeQuery(LINES, Object[].class)
                    .setParameter("tenant", tenant.value())
                    .setParameter("patient", patient.value())
                    .setParameter("since", clock.instant().minus(Undecided.COUNTS)),
                Row.class)
            .filter(wanted)
            .toList();
    if (rows.isEmpty()) {
      return List.of();
    }
    var flags =
        RedFlagRows.of(entities, conclusions, rows.stream().map(it -> it.id().value()).toList());
    return rows.stream()
        .map(
            it ->
                new Line(
                    Optional.of(it.id()),
                    it.response(),
                    it.answeredAt(),
                    Urgency.of(it.urgency()).orElse(Urgency.AMBULANCE),
                    !it.unfinished(),
                    flags.getOrDefault(it.id().value(), List.of())))
        .sorted(GRAVEST_FIRST)
        .toList();
  }

  /** Whether these answers were assessed before, and at least as urgent as now. */
  public boolean isRecorded(Visit visit, Urgency urgency) {
    List<?> found =
        entities
            .createNativeQuery(
                "select a.urgency from assessment a where a.tenant = :tenant and a.patient ="
                    + " :patient and a.answered_at = :answered and a.response = :response",
                String.class)
            .setParameter("tenant", visit.tenant().value())
            .setParameter("patient", visit.patient().value())
            .setParameter("answered", visit.answeredAt())
            .setParameter("response", visit.response().value())
            .getResultList();
    return found.stream()
        .flatMap(it -> Urgency.of(String.valueOf(it)).stream())
        .anyMatch(it -> it.compareTo(urgency) >= 0);
  }
}
