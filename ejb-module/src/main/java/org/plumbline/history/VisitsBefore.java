package org.plumbline.history;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.StoredAssessment.Version.Hash;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.VisitBefore.Flag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;

/** The visits that others are seen against, in short. */
@Stateless
public class VisitsBefore {
  @PersistenceContext private EntityManager entities;
  private Conclusions conclusions;

  @SuppressWarnings("NullAway.Init")
  protected VisitsBefore() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public VisitsBefore(Conclusions conclusions) {
    this.conclusions = conclusions;
  }

  /** The red flags of the visit before a moment; empty when there was none. */
  public Optional<VisitBefore> before(Tenant tenant, PatientReference patient, Instant answeredAt) {
    return Rows.of(
            Assessments.newestOf(
                    entities,
                    "a.id, a.answeredAt, a.statements, a.knowledgeHash",
                    Assessments.BEFORE,
                    Object[].class,
                    tenant,
                    patient)
                .setParameter("answered", answeredAt),
            AnsweredRow.class)
        .findFirst()
        .map(it -> new VisitBefore(it.answeredAt(), redFlags(it)));
  }

  private record AnsweredRow(UUID id, Instant answeredAt, String statements, String knowledge) {}

  private record FlagRow(String rule, String facts) {
    List<String> read() {
      return List.of(facts.split(","));
    }
  }

  private List<Flag> redFlags(AnsweredRow visit) {
    var version = new Hash(visit.knowledge());
    var known =
        StatementLines.said(visit.statements()).stream()
            .filter(it -> !it.getValue().equals(Presence.UNKNOWN.stored()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return flags(visit.id()).stream().map(it -> flag(version, it, known)).toList();
  }

  private List<FlagRow> flags(UUID assessment) {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select rule, facts from assessment_conclusion where assessment_id = :id and"
                        + " kind = 'red-flag' order by position",
                    Object[].class)
                .setParameter("id", assessment),
            FlagRow.class)
        .toList();
  }

  /** A fact that today's knowledge does not have stays among the known: it is not known now. */
  private Flag flag(Hash version, FlagRow row, Set<String> known) {
    var facts = row.read().stream().flatMap(it -> Fact.of(it).stream()).toList();
    return new Flag(
        conclusions.reason(version, row.rule(), facts),
        row.read().stream().filter(known::contains).toList());
  }
}
