package org.plumbline.followup;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.StatementLines;
import org.plumbline.kb.fact.Fact;

/** How the patients of a clinic fare: their pain from the first answers on, and what was done. */
@Stateless
@RolesAllowed(Client.ROLE)
public class Outcomes {
  /** More intakes than that are not read for a picture. */
  private static final int MOST = 5000;

  /** The days after the first answers at which pain is averaged. */
  private static final List<Integer> DAYS = List.of(0, 1, 2, 3, 7, 14, 42);

  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  protected Outcomes() {} // required by the container

  /**
   * The figures of a time.
   *
   * @param pain by the day after the first answers; a day without ratings is left out
   * @param followUps how many stand where, by kind
   */
  public record Figures(List<Day> pain, Map<String, Counts> followUps, long answers) {
    public Figures {
      pain = List.copyOf(pain);
      followUps = Map.copyOf(followUps);
    }
  }

  /** How bad the pain was on the mean, and of how many ratings. */
  public record Day(int day, double mean, int ratings) {}

  /** How many follow-ups of a kind were done, and how many not. */
  public record Counts(long done, long open, long other) {
    /** The share that was done of those that came to an end or are open, in percent. */
    public long percent() {
      return done + open + other == 0 ? 0 : Math.round(100.0 * done / (done + open + other));
    }
  }

  private record AnswersRow(String patient, Instant answeredAt, String statements) {}

  private record CodeRow(String code, long done, long open, long other) {}

  public Figures of(Tenant tenant, Instant from, Instant before) {
    var first = new HashMap<String, Instant>();
    var sums = new TreeMap<Integer, double[]>();
    var rows =
        Rows.of(
                entities
                    .createNativeQuery(
                        "select patient, answered_at, statements from assessment where tenant = :tenant and answered_at >= :from and answered_at < :before and patient <> 'erased' and route <> 'EXAMINATION' order by answered_at",
                        Object[].class)
                    .setParameter("tenant", tenant.value())
                    .setParameter("from", from)
                    .setParameter("before", before)
                    .setMaxResults(MOST),
                AnswersRow.class)
            .toList();
    for (var row : rows) {
      var began = first.computeIfAbsent(row.patient(), it -> row.answeredAt());
      var day = day(Duration.between(began, row.answeredAt()));
      StatementLines.said(row.statements()).stream()
          .filter(it -> it.getKey().equals(Fact.PAIN_NOW.code()))
          .filter(it -> it.getValue().matches("[0-9.]+"))
          .findFirst()
          .ifPresent(
              it -> {
                var sum = sums.computeIfAbsent(day, key -> new double[2]);
                sum[0] += Double.parseDouble(it.getValue());
                sum[1]++;
              });
    }
    var pain = new ArrayList<Day>();
    sums.forEach((day, sum) -> pain.add(new Day(day, sum[0] / sum[1], (int) sum[1])));
    return new Figures(pain, followUps(tenant, from, before), rows.size());
  }

  /** The last of the days that has been reached. */
  private static int day(Duration since) {
    return DAYS.stream().filter(it -> it <= since.toDays()).reduce(0, (one, other) -> other);
  }

  private Map<String, Counts> followUps(Tenant tenant, Instant from, Instant before) {
    var counts = new TreeMap<String, Counts>();
    Rows.of(
            entities
                .createNativeQuery(
                    """
                    select code, count(case when state = 'done' then 1 end), count(case when state in ('due', 'escalated') then 1 end),
                        count(case when state in ('cancelled', 'superseded') then 1 end)
                    from follow_up where tenant = :tenant and due_at >= :from and due_at < :before group by code
                    """,
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("from", from)
                .setParameter("before", before),
            CodeRow.class)
        .forEach(it -> counts.put(it.code(), new Counts(it.done(), it.open(), it.other())));
    return counts;
  }
}
