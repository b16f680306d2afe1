package org.plumbline.history;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.plumbline.database.Rows;

/** The red flags of many assessments, with one query. */
public final class RedFlagRows {
  private RedFlagRows() {}

  private record Row(UUID assessment, String rule) {}

  /** The rules that fired, by assessment, most urgent first; nothing for one without any. */
  public static Map<UUID, List<String>> of(EntityManager entities, Collection<UUID> assessments) {
    var flags = new HashMap<UUID, List<String>>();
    if (!assessments.isEmpty()) {
      Rows.of(
              entities
                  .createNativeQuery(
                      "select assessment_id, rule from assessment_conclusion where assessment_id in (:ids) and kind = 'red-flag' order by assessment_id, position",
                      Object[].class)
                  .setParameter("ids", assessments),
              Row.class)
          .forEach(
              it -> flags.computeIfAbsent(it.assessment(), id -> new ArrayList<>()).add(it.rule()));
    }
    return flags;
  }
}
