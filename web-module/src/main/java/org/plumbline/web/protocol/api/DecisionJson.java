package org.plumbline.web.protocol.api;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.plumbline.client.Tenant;
import org.plumbline.decision.Decision;
import org.plumbline.history.StoredAssessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.json.Build;

/** Reads and writes what a clinician decided. */
final class DecisionJson {
  private static final Set<String> NAMES =
      Set.of("decision", "disposition", "reason", "remark", "by", "replaces");
  private static final int CODE = 60;
  private static final int NAME = 255;
  private static final int REMARK = 1000;

  private DecisionJson() {}

  /**
   * Reads a decision.
   *
   * @param earlier the decisions about the assessment so far; a correction names one of them
   * @throws org.plumbline.web.intake.IntakeRefused if anything in it is wrong; it names every fault
   */
  static Decision read(
      byte[] sent, Tenant tenant, StoredAssessment stored, List<Decision> earlier, Instant now)
      throws IOException {
    var body = Body.read(sent, NAMES);
    var kind = Decision.Kind.of(body.required("decision", CODE));
    if (kind.isEmpty()) {
      body.fault("decision", "is not understood; expected confirmed or changed");
    }
    var changed = kind.filter(Decision.Kind.CHANGED::equals).isPresent();
    var said = body.optional("disposition", CODE);
    var urgency = said.flatMap(Urgency::of);
    if (said.isPresent() && urgency.isEmpty() || changed && said.isEmpty()) {
      body.fault("disposition", "is not understood; expected a disposition such as same-day");
    }
    var reason = changed ? body.required("reason", CODE) : body.optional("reason", CODE).orElse("");
    var remark = body.optional("remark", REMARK);
    var by = body.required("by", NAME);
    var replaces = body.optional("replaces", CODE).flatMap(FollowUpResource::uuid);
    if (body.optional("replaces", CODE).isPresent()
        && earlier.stream().noneMatch(it -> Optional.of(it.id()).equals(replaces))) {
      body.fault("replaces", "names no decision about this assessment");
    }
    var recorded = Urgency.of(stored.urgency());
    if (!changed && urgency.isPresent() && !urgency.equals(recorded)) {
      body.fault("disposition", "is another than was recorded; then decision is changed");
    }
    body.check();
    return new Decision(
        UUID.randomUUID(),
        tenant,
        stored.id(),
        now,
        kind.orElseThrow(),
        urgency.or(() -> recorded).orElseThrow(),
        reason,
        remark,
        by,
        replaces);
  }

  static JsonObject write(Decision decision) {
    var json =
        Build.object()
            .add("id", decision.id().toString())
            .add("assessment", decision.assessment().toString())
            .add("decidedAt", decision.decidedAt().toString())
            .add("decision", decision.kind().code())
            .add("disposition", decision.urgency().code())
            .add("reason", decision.reason())
            .add("by", decision.author());
    decision.remark().ifPresent(it -> json.add("remark", it));
    decision.replaces().ifPresent(it -> json.add("replaces", it.toString()));
    return json.build();
  }
}
