package org.plumbline.history;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.plumbline.database.Rows;
import org.plumbline.history.StoredAssessment.Version.Hash;
import org.plumbline.kb.Reason;
import org.plumbline.kb.fact.Fact;

/** The red flags of many assessments, with one query. */
public final class RedFlagRows {
  private RedFlagRows() {}

  private record Row(UUID assessment, String rule, String facts, String knowledge) {
    Reason reason(Conclusions conclusions) {
      var read = Stream.of(facts.split(",")).flatMap(it -> Fact.of(it).stream()).toList();
      return conclusions.reason(new Hash(knowledge), rule, read);
    }
  }

  /**
   * What fired, by assessment, most urgent first, in the words of the knowledge that concluded it;
   * nothing for one without any.
   */
  public static Map<UUID, List<Reason>> of(
      EntityManager entities, Conclusions conclusions, Collection<UUID> assessments) {
    var flags = new HashMap<UUID, List<Reason>>();
    if (!assessments.isEmpty()) {
      Rows.of(
              entities
                  .createNativeQuery(
                      """
                      select c.assessment_id, c.rule, c.facts, a.knowledge_hash from assessment_conclusion c join assessment a on a.id = c.assessment_id
                      where c.assessment_id in (:ids) and c.kind = 'red-flag' order by c.assessment_id, c.position
                      """,
                      Object[].class)
                  .setParameter("ids", assessments),
              Row.class)
          .toList()
          .forEach(
              it ->
                  flags
                      .computeIfAbsent(it.assessment(), id -> new ArrayList<>())
                      .add(it.reason(conclusions)));
    }
    return flags;
  }
}
