package org.plumbline.history;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.fact.Statement;

/**
 * An assessment as it was recorded.
 *
 * @param finished whether the patient had come to the end of the questions
 * @param statements what was said, in the order in which it was read
 * @param previous the assessment of this patient before; empty when this was the first
 * @param concluded what was concluded, as it was written then
 */
public record StoredAssessment(
    AssessmentId id,
    PatientReference patient,
    Instant answeredAt,
    Instant recordedAt,
    boolean finished,
    List<Statement> statements,
    Optional<AssessmentId> previous,
    Concluded concluded) {
  public StoredAssessment {
    requireNonNull(id, "id");
    requireNonNull(patient, "patient");
    requireNonNull(previous, "previous");
    requireNonNull(concluded, "concluded");
    statements = List.copyOf(statements);
  }

  /**
   * What was concluded.
   *
   * @param knowledge the version of the knowledge and its hash
   * @param urgency the code of the disposition
   * @param rules the red flags that fired, by rule
   * @param transcript the lines of the transcript; of what was recorded before transcripts were
   *     kept, those of the red flags and dispositions alone
   */
  public record Concluded(
      Version knowledge,
      String urgency,
      boolean provisional,
      List<String> rules,
      List<String> transcript) {
    public Concluded {
      rules = List.copyOf(rules);
      transcript = List.copyOf(transcript);
    }
  }

  /** A version of the knowledge. */
  public record Version(String name, Hash hash) {
    /** The SHA-256 by which records name a jar of knowledge. */
    public record Hash(String value) {}
  }

  /** The version of the knowledge that concluded. */
  public String knowledgeVersion() {
    return concluded.knowledge().name();
  }

  /** The code of the disposition. */
  public String urgency() {
    return concluded.urgency();
  }

  /** Whether unanswered questions could have made it more urgent. */
  public boolean provisional() {
    return concluded.provisional();
  }

  /** The red flags that fired, by rule. */
  public List<String> rules() {
    return concluded.rules();
  }
}
