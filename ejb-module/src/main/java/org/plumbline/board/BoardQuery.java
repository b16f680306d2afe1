package org.plumbline.board;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import org.plumbline.client.Tenant;
import org.plumbline.database.Bookmark;
import org.plumbline.database.Part;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.conclusion.Urgency;

/**
 * What is asked of the board.
 *
 * @param since only what was answered since then
 * @param stayingSince of what stays until a clinician has decided: what was answered since then
 * @param newestOnly of each patient the newest and what stays; otherwise every assessment
 */
public record BoardQuery(
    Tenant tenant,
    Instant since,
    Instant stayingSince,
    Filter filter,
    boolean newestOnly,
    Part part) {
  public BoardQuery {
    requireNonNull(tenant, "tenant");
    requireNonNull(filter, "filter");
    requireNonNull(part, "part");
  }

  /**
   * Of which assessments; of every one where nothing is said.
   *
   * @param rule only where this rule fired
   */
  public record Filter(
      Optional<Urgency> urgency, Optional<String> rule, Optional<PatientReference> patient) {
    /** Those of all patients. */
    public static final Filter NONE =
        new Filter(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A page of the whole history of a patient. */
  public static BoardQuery historyOf(Tenant tenant, PatientReference patient, Part part) {
    var filter = new Filter(Optional.empty(), Optional.empty(), Optional.of(patient));
    return new BoardQuery(tenant, Instant.EPOCH, Instant.EPOCH, filter, false, part);
  }

  /** Where a page of this ends whose last line is this. */
  public Bookmark bookmark(BoardLine last) {
    var rank = newestOnly ? Urgency.of(last.urgency()).map(Urgency::ordinal).orElse(-1) : 0;
    return new Bookmark(rank, last.answeredAt(), last.id().value());
  }
}
