package org.plumbline.web.protocol.api;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.plumbline.client.Tenant;
import org.plumbline.decision.Outcome;
import org.plumbline.decision.Outcome.Found;
import org.plumbline.decision.Outcome.Said;
import org.plumbline.history.StoredAssessment;
import org.plumbline.web.json.Build;

/** Reads and writes what became of a patient. */
final class OutcomeJson {
  private static final Set<String> NAMES =
      Set.of("arrived", "scanned", "found", "explains", "remark", "by");
  private static final int CODE = 60;
  private static final int RULES = 4000;
  private static final int NAME = 255;
  private static final int REMARK = 1000;

  private OutcomeJson() {}

  /**
   * Reads an outcome.
   *
   * @throws org.plumbline.web.intake.IntakeRefused if anything in it is wrong; it names every fault
   */
  static Outcome read(byte[] sent, Tenant tenant, StoredAssessment stored, Instant now)
      throws IOException {
    var body = Body.read(sent, NAMES);
    var arrived = said(body, "arrived");
    var scanned = said(body, "scanned");
    var found = Found.of(body.required("found", CODE));
    if (found.isEmpty()) {
      body.fault("found", "is not understood; expected serious, nothing-serious or unknown");
    }
    var explains = explains(body, stored);
    if (!explains.isEmpty() && found.filter(Found.SERIOUS::equals).isEmpty()) {
      body.fault("explains", "goes with found serious alone");
    }
    var remark = body.optional("remark", REMARK);
    var by = body.required("by", NAME);
    body.check();
    return new Outcome(
        tenant,
        stored.id(),
        now,
        arrived,
        scanned,
        found.orElse(Found.UNKNOWN),
        explains,
        remark,
        by);
  }

  private static Said said(Body body, String name) {
    var said = Said.of(body.required(name, CODE));
    if (said.isEmpty()) {
      body.fault(name, "is not understood; expected yes, no or unknown");
    }
    return said.orElse(Said.UNKNOWN);
  }

  private static List<String> explains(Body body, StoredAssessment stored) {
    var rules = new TreeSet<String>();
    for (var it : body.optional("explains", RULES).orElse("").split(",", -1)) {
      if (stored.rules().contains(it.strip())) {
        rules.add(it.strip());
      } else if (!it.isBlank()) {
        body.fault("explains", "names no red flag of this assessment");
      }
    }
    return List.copyOf(rules);
  }

  static JsonObject write(Outcome it) {
    var explains = Build.array();
    it.explains().forEach(explains::add);
    var json =
        Build.object()
            .add("assessment", it.assessment().toString())
            .add("reportedAt", it.reportedAt().toString())
            .add("arrived", it.arrived().code())
            .add("scanned", it.scanned().code())
            .add("found", it.found().code())
            .add("explains", explains)
            .add("by", it.author());
    it.remark().ifPresent(remark -> json.add("remark", remark));
    return json.build();
  }
}
