package org.plumbline.decision;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
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
   * @param ends what became of the patients of those assessments of which a clinician told it
   */
  public record Counts(String rule, long fired, Shown cards, Judged decisions, Ends ends) {
    /** On how many cards it was shown. */
    public long shown() {
      return cards.shown();
    }

    /** On how many cards a suggestion was accepted. */
    public long accepted() {
      return cards.accepted();
    }

    /**
     * How many cards were overridden, by the code of the reason; empty text when none was given.
     */
    public Map<String, Long> overridden() {
      return cards.overridden();
    }

    /** In how many of the assessments a clinician agreed. */
    public long confirmed() {
      return decisions.confirmed();
    }

    /** In how many a clinician chose another urgency, by the code of the reason. */
    public Map<String, Long> changed() {
      return decisions.changed();
    }
  }

  /** What became of the cards of a rule. */
  public record Shown(long shown, long accepted, Map<String, Long> overridden) {
    public Shown {
      overridden = Map.copyOf(overridden);
    }
  }

  /** What clinicians decided where a rule fired. */
  public record Judged(long confirmed, Map<String, Long> changed) {
    public Judged {
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

    Counts counts(String rule) {
      return new Counts(
          rule,
          fired,
          new Shown(shown, accepted, overridden),
          new Judged(confirmed, changed),
          ends);
    }
  }

  private static final String FIRED =
      "select rule, count(*) from assessment_conclusion where tenant = :tenant and recorded_at >= :from and recorded_at < :before group by rule";

  private static final String SHOWN =
      """
      select r.rule, count(*) from card c join card_rule r on r.tenant = c.tenant and r.card_id = c.id
      where c.tenant = :tenant and c.first_shown >= :from and c.first_shown < :before group by r.rule
      """;

  private static final String ANSWERED =
      """
      select r.rule, count(distinct c.id), f.outcome, coalesce(f.reason, '') from card c
      join card_rule r on r.tenant = c.tenant and r.card_id = c.id
      join feedback f on f.tenant = c.tenant and f.card_id = cast(c.id as varchar(64))
      where c.tenant = :tenant and c.first_shown >= :from and c.first_shown < :before
      group by r.rule, f.outcome, coalesce(f.reason, '')
      """;

  private static final String DECIDED =
      """
      select c.rule, count(distinct d.assessment_id), d.kind, d.reason from decision d
      join assessment_conclusion c on c.assessment_id = d.assessment_id and c.kind = 'red-flag'
      where d.tenant = :tenant and d.decided_at >= :from and d.decided_at < :before group by c.rule, d.kind, d.reason
      """;

  private static final String ENDED =
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
      """;

  private record CountRow(String rule, long count) {}

  private record ReasonRow(String rule, long count, String what, String reason) {}

  private record EndsRow(
      String rule,
      long told,
      long arrived,
      long scanned,
      long explained,
      long other,
      long nothing) {
    Ends ends() {
      return new Ends(told, arrived, scanned, explained, other, nothing);
    }
  }

  /** The counts of a clinic in a time, by rule. */
  public List<Counts> of(Tenant tenant, Instant from, Instant before) {
    var tallies = new TreeMap<String, Tally>();
    Function<String, Tally> of = rule -> tallies.computeIfAbsent(rule, it -> new Tally());
    Function<String, Query> query =
        sql ->
            entities
                .createNativeQuery(sql, Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("from", from)
                .setParameter("before", before);
    Rows.of(query.apply(FIRED), CountRow.class)
        .forEach(it -> of.apply(it.rule()).fired = it.count());
    Rows.of(query.apply(SHOWN), CountRow.class)
        .forEach(it -> of.apply(it.rule()).shown = it.count());
    Rows.of(query.apply(ANSWERED), ReasonRow.class)
        .forEach(it -> feedback(of.apply(it.rule()), it));
    Rows.of(query.apply(DECIDED), ReasonRow.class).forEach(it -> decision(of.apply(it.rule()), it));
    Rows.of(query.apply(ENDED), EndsRow.class).forEach(it -> of.apply(it.rule()).ends = it.ends());
    return tallies.entrySet().stream().map(it -> it.getValue().counts(it.getKey())).toList();
  }

  private static void decision(Tally tally, ReasonRow row) {
    if (Decision.Kind.CHANGED.code().equals(row.what())) {
      tally.changed.merge(row.reason(), row.count(), Long::sum);
    } else {
      tally.confirmed += row.count();
    }
  }

  private static void feedback(Tally tally, ReasonRow row) {
    if ("accepted".equals(row.what())) {
      tally.accepted += row.count();
    } else {
      tally.overridden.merge(row.reason(), row.count(), Long::sum);
    }
  }
}
