package org.plumbline.decision;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.client.Tenant;
import org.plumbline.history.AssessmentId;

/**
 * What became of a patient, as a clinician tells it when it is known.
 *
 * @param explains the red flags of the assessment that the serious cause explains; empty when it
 *     explains none of them, or none was found
 * @param author who told it, as the client names them
 */
public record Outcome(
    Tenant tenant,
    AssessmentId assessment,
    Instant reportedAt,
    Said arrived,
    Said scanned,
    Found found,
    List<String> explains,
    Optional<String> remark,
    String author) {
  public Outcome {
    requireNonNull(tenant, "tenant");
    reportedAt = reportedAt.truncatedTo(ChronoUnit.MICROS);
    requireNonNull(assessment, "assessment");
    requireNonNull(arrived, "arrived");
    requireNonNull(scanned, "scanned");
    requireNonNull(found, "found");
    explains = List.copyOf(explains);
    requireNonNull(remark, "remark");
  }

  /** An answer; what nobody knows is not a no. */
  public enum Said {
    YES,
    NO,
    UNKNOWN;

    /** As it is shown and stored. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The answer of a code; empty when there is none. */
    public static Optional<Said> of(String code) {
      return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
  }

  /** What was found in the end. */
  public enum Found {
    SERIOUS("A serious cause"),
    NOTHING_SERIOUS("Nothing serious"),
    UNKNOWN("Not known");

    private final String display;

    Found(String display) {
      this.display = display;
    }

    /** As a clinician reads it. */
    public String display() {
      return display;
    }

    /** As it is stored. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a code stands for; empty when there is none. */
    public static Optional<Found> of(String code) {
      return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }
  }
}
