package org.plumbline.history;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;
import org.plumbline.history.StoredAssessment.Concluded;
import org.plumbline.history.StoredAssessment.Version;
import org.plumbline.history.StoredAssessment.Version.Hash;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Reason;
import org.plumbline.kb.Transcript;
import org.plumbline.kb.conclusion.Urgency;

/**
 * One assessment as it is kept: what was said, what was concluded, by which knowledge version.
 * Never changed after it was added.
 */
@Entity
@Table(name = "assessment")
class AssessmentRecord {
  @Id private UUID id;

  @Column(name = "recorded_at")
  private Instant recordedAt;

  @Column(name = "answered_at")
  private Instant answeredAt;

  private String tenant;
  private String patient;
  private String response;
  private String route;

  @Column(name = "knowledge_version")
  private String knowledgeVersion;

  private String urgency;
  private boolean provisional;
  private boolean unfinished;

  @Column(name = "knowledge_hash")
  private String knowledgeHash;

  @Column(name = "previous_id")
  private @Nullable UUID previous;

  @Column(length = 1_048_576)
  private String statements;

  @Column(name = "answers_hash")
  private String answersHash;

  @Column(length = 262_144)
  private String transcript;

  @ElementCollection
  @CollectionTable(
      name = "assessment_conclusion",
      joinColumns = @JoinColumn(name = "assessment_id"))
  @OrderColumn(name = "position")
  private List<ConclusionRow> conclusions = new ArrayList<>();

  protected AssessmentRecord() {} // required by Hibernate

  AssessmentRecord(
      AssessmentId id,
      Instant recordedAt,
      Visit visit,
      Answers answers,
      Assessment assessment,
      String knowledgeHash) {
    this.id = id.value();
    this.recordedAt = recordedAt;
    this.answeredAt = visit.answeredAt();
    this.tenant = visit.tenant().value();
    this.patient = visit.patient().value();
    this.response = visit.response().value();
    this.route = visit.route().name();
    this.knowledgeVersion = assessment.knowledgeVersion();
    this.knowledgeHash = knowledgeHash;
    this.urgency = assessment.urgency().code();
    this.provisional = assessment.provisional();
    this.unfinished = !visit.finished();
    this.statements = answers.statements();
    this.answersHash = answers.hash();
    this.transcript = String.join("\n", Transcript.of(assessment));
    assessment.redFlags().forEach(it -> add("red-flag", it.urgency(), assessment.reason(it)));
    assessment
        .dispositions()
        .forEach(it -> add("disposition", it.urgency(), assessment.reason(it)));
  }

  /** Names the assessment of the same patient before. */
  void follows(AssessmentId before) {
    previous = before.value();
  }

  private void add(String kind, Urgency urgency, Reason reason) {
    conclusions.add(new ConclusionRow(kind, urgency, reason, new Tenant(tenant), recordedAt));
  }

  StoredAssessment stored() {
    return new StoredAssessment(
        new AssessmentId(id),
        new PatientReference(patient),
        answeredAt,
        recordedAt,
        !unfinished,
        StatementLines.read(statements),
        Optional.ofNullable(previous).map(AssessmentId::new),
        new Concluded(
            new Version(knowledgeVersion, new Hash(knowledgeHash)),
            urgency,
            provisional,
            conclusions.stream().filter(ConclusionRow::isRedFlag).map(ConclusionRow::rule).toList(),
            lines()));
  }

  /** Before transcripts were kept, conclusions alone were. */
  private List<String> lines() {
    return transcript.isEmpty()
        ? Stream.concat(
                Stream.of("disposition as-recorded " + urgency),
                conclusions.stream().filter(ConclusionRow::isRedFlag).map(ConclusionRow::line))
            .toList()
        : transcript.lines().toList();
  }
}
