package org.plumbline.followup;

import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.plumbline.followup.FollowUp.State;
import org.plumbline.followup.FollowUps.Query;

/** The conditions of a query for follow-ups, as the database is asked. */
final class Sought {
  private final StringBuilder where = new StringBuilder("f.tenant = :tenant");
  private final Map<String, Object> values = new LinkedHashMap<>();

  private Sought(Query query) {
    values.put("tenant", query.tenant().value());
    query.patient().ifPresent(it -> and("f.patient = :patient", "patient", it.value()));
    query.assessment().ifPresent(it -> and("f.assessment = :assessment", "assessment", it.value()));
    if (!query.states().isEmpty()) {
      and("f.state in :states", "states", query.states().stream().map(State::code).toList());
    }
    query.dueFrom().ifPresent(it -> and("f.dueAt >= :from", "from", it));
    query.dueBefore().ifPresent(it -> and("f.dueAt < :before", "before", it));
  }

  /** Those of all parts. */
  static Sought inAll(Query query) {
    return new Sought(query);
  }

  /** Those after the bookmark of the part, in the order of when they are due. */
  static Sought inPart(Query query) {
    var sought = new Sought(query);
    query
        .part()
        .after()
        .ifPresent(
            it -> {
              sought.and("f.dueAt >= :at and (f.dueAt > :at or f.id > :id)", "at", it.at());
              sought.values.put("id", it.id());
            });
    return sought;
  }

  private void and(String condition, String name, Object value) {
    where.append(" and ").append(condition);
    values.put(name, value);
  }

  /** Asks for them, called {@code f}. */
  <T> TypedQuery<T> ask(EntityManager entities, Asking<T> asking) {
    var asked =
        entities.createQuery(
            "select %s from FollowUpRow f where %s%s"
                .formatted(asking.select(), where, asking.order()),
            asking.type());
    values.forEach(asked::setParameter);
    return asked;
  }

  /**
   * What is asked of them.
   *
   * @param order a clause, or empty
   */
  record Asking<T>(String select, String order, Class<T> type) {}
}
