package org.plumbline.decision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.kb.evidence.Share;

/** How often each rule fired, was shown, was accepted and was overridden, and what was found. */
@Stateless
@RolesAllowed(Client.ROLE)
public class RuleStatistics {
  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected RuleStatistics() {} // required by the container

  /**
   * The counts of one rule.
   *
   * @param fired in how many assessments
   * @param shown on how many cards
   * @param accepted on how many cards a suggestion was accepted
   * @param overridden how many cards were overridden, by the code of the reason; empty text when
   *     none was given
   * @param confirmed in how many of the assessments a clinician agreed
   * @param changed in how many a clinician chose another urgency, by the code of the reason
   * @param ends what became of the patients of those assessments of which a clinician told it
   */
  public record Counts(
      String rule,
      long fired,
      long shown,
      long accepted,
      Map<String, Long> overridden,
      long confirmed,
      Map<String, Long> changed,
      Ends ends) {
    public Counts {
      overridden = Map.copyOf(overridden);
      changed = Map.copyOf(changed);
    }
  }

  /**
   * What became of the patients in whom a rule fired.
   *
   * @param told of how many a clinician told it
   * @param explained in how many a serious cause was found that explains the red flag
   * @param other in how many another serious cause was found
   * @param nothing in how many nothing serious was found; of the rest it is not known
   */
  public record Ends(
      long told, long arrived, long scanned, long explained, long other, long nothing) {
    private static final Ends NONE = new Ends(0, 0, 0, 0, 0, 0);

    /** The share in which the red flag was right, of those in which it is known. */
    public Share predictive() {
      return new Share(explained, explained + other + nothing);
    }
  }

  private static final class Tally {
    private long fired;
    private long shown;
    private long accepted;
    private final Map<String, Long> overridden = new TreeMap<>();
    private long confirmed;
    private final Map<String, Long> changed = new TreeMap<>();
    private Ends ends = Ends.NONE;
  }

  /** The counts of a clinic in a time, by rule. */
  public List<Counts> of(Tenant tenant, Instant from, Instant before) {
    var tallies = new TreeMap<String, Tally>();
    rows(
            "select rule, count(*) from assessment_conclusion where tenant = :tenant and recorded_at >= :from and recorded_at < :before group by rule",
            tenant,
            from,
            before)
        .forEach(it -> tally(tallies, it).fired = number(it[1]));
    rows(
            """
            select r.rule, count(*) from card c join card_rule r on r.tenant = c.tenant and r.card_id = c.id
            where c.tenant = :tenant and c.first_shown >= :from and c.first_shown < :before group by r.rule
            """,
            tenant,
            from,
            before)
        .forEach(it -> tally(tallies, it).shown = number(it[1]));
    rows(
            """
            select r.rule, count(distinct c.id), f.outcome, coalesce(f.reason, '') from card c
            join card_rule r on r.tenant = c.tenant and r.card_id = c.id
            join feedback f on f.tenant = c.tenant and f.card_id = cast(c.id as varchar(64))
            where c.tenant = :tenant and c.first_shown >= :from and c.first_shown < :before
            group by r.rule, f.outcome, coalesce(f.reason, '')
            """,
            tenant,
            from,
            before)
        .forEach(it -> feedback(tally(tallies, it), it));
    rows(
            """
            select c.rule, count(distinct d.assessment_id), d.kind, d.reason from decision d
            join assessment_conclusion c on c.assessment_id = d.assessment_id and c.kind = 'red-flag'
            where d.tenant = :tenant and d.decided_at >= :from and d.decided_at < :before group by c.rule, d.kind, d.reason
            """,
            tenant,
            from,
            before)
        .forEach(it -> decision(tally(tallies, it), it));
    rows(
            """
            select c.rule, count(*), count(case when o.arrived = 'yes' then 1 end), count(case when o.scanned = 'yes' then 1 end),
                count(case when o.found = 'serious' and r.rule is not null then 1 end),
                count(case when o.found = 'serious' and r.rule is null then 1 end),
                count(case when o.found = 'nothing-serious' then 1 end)
            from outcome o join assessment_conclusion c on c.assessment_id = o.assessment_id and c.kind = 'red-flag'
            left join outcome_rule r on r.assessment_id = o.assessment_id and r.position = o.position and r.rule = c.rule
            where o.tenant = :tenant and c.recorded_at >= :from and c.recorded_at < :before
                and o.position = (select max(n.position) from outcome n where n.assessment_id = o.assessment_id)
            group by c.rule
            """,
            tenant,
            from,
            before)
        .forEach(
            it ->
                tally(tallies, it).ends =
                    new Ends(
                        number(it[1]),
                        number(it[2]),
                        number(it[3]),
                        number(it[4]),
                        number(it[5]),
                        number(it[6])));
    return tallies.entrySet().stream()
        .map(
            it ->
                new Counts(
                    it.getKey(),
                    it.getValue().fired,
                    it.getValue().shown,
                    it.getValue().accepted,
                    it.getValue().overridden,
                    it.getValue().confirmed,
                    it.getValue().changed,
                    it.getValue().ends))
        .toList();
  }

  private List<Object[]> rows(String sql, Tenant tenant, Instant from, Instant before) {
    return Rows.of(
            entities
                .createNativeQuery(sql, Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("from", from)
                .setParameter("before", before))
        .toList();
  }

  private static Tally tally(Map<String, Tally> tallies, Object[] row) {
    return tallies.computeIfAbsent((String) row[0], rule -> new Tally());
  }

  private static void decision(Tally tally, Object[] row) {
    if (Decision.Kind.CHANGED.code().equals(row[2])) {
      tally.changed.merge((String) row[3], number(row[1]), Long::sum);
    } else {
      tally.confirmed += number(row[1]);
    }
  }

  private static void feedback(Tally tally, Object[] row) {
    if ("accepted".equals(row[2])) {
      tally.accepted += number(row[1]);
    } else {
      tally.overridden.merge((String) row[3], number(row[1]), Long::sum);
    }
  }

  private static long number(Object count) {
    return ((Number) count).longValue();
  }
}
