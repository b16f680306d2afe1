package org.plumbline.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;
import org.plumbline.kb.conclusion.Urgency;

/**
 * What a clinician decided about an assessment; it changes nothing in the assessment itself.
 *
 * @param urgency where the patient goes by the clinician's judgement
 * @param reason the code of the reason, of the code system low-back-override-reasons
 * @param author who decided, as the client names them
 * @param replaces the decision that this one corrects; empty when it corrects none
 */
public record Decision(
    UUID id,
    Tenant tenant,
    AssessmentId assessment,
    Instant decidedAt,
    Kind kind,
    Urgency urgency,
    String reason,
    Optional<String> remark,
    String author,
    Optional<UUID> replaces) {
  public Decision {
    requireNonNull(id, "id");
    requireNonNull(tenant, "tenant");
    decidedAt = decidedAt.truncatedTo(ChronoUnit.MICROS);
    requireNonNull(assessment, "assessment");
    requireNonNull(kind, "kind");
    requireNonNull(urgency, "urgency");
    requireNonNull(remark, "remark");
    requireNonNull(replaces, "replaces");
  }

  /** Whether the clinician agrees. */
  public enum Kind {
    CONFIRMED,
    CHANGED;

    /** As it is shown and stored. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a code; empty when there is none. */
    public static Optional<Kind> of(String code) {
      return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
  }
}
