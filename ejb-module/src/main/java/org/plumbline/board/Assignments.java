package org.plumbline.board;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.AssessmentId;

/** Who looks after whom. */
final class Assignments {
  private Assignments() {}

  private record Row(UUID assessment, String assignee) {}

  /** Who looks after the patient of each assessment now; nothing where nobody does. */
  static Map<UUID, String> of(EntityManager entities, Collection<UUID> ids) {
    var assignees = new HashMap<UUID, String>();
    Rows.of(
            entities
                .createNativeQuery(
                    "select assessment_id, assignee from assignment where assessment_id in (:ids) order by at",
                    Object[].class)
                .setParameter("ids", ids),
            Row.class)
        .forEach(it -> assignees.put(it.assessment(), it.assignee()));
    return assignees;
  }

  static void add(
      EntityManager entities,
      Tenant tenant,
      AssessmentId assessment,
      String assignee,
      Instant now) {
    var added =
        entities
            .createNativeQuery(
                "insert into assignment (id, tenant, assessment_id, at, assignee) select :id, :tenant, a.id, :now, :assignee from assessment a where a.id = :assessment and a.tenant = :tenant")
            .setParameter("id", UUID.randomUUID())
            .setParameter("tenant", tenant.value())
            .setParameter("assessment", assessment.value())
            .setParameter("now", now)
            .setParameter("assignee", assignee)
            .executeUpdate();
    if (added != 1) {
      throw new IllegalArgumentException("there is no such assessment");
    }
  }
}
