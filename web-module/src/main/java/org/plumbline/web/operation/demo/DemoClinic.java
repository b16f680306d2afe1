package org.plumbline.web.operation.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RunAs;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.plumbline.board.Board;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.decision.Decision;
import org.plumbline.decision.Decision.Kind;
import org.plumbline.decision.Decisions;
import org.plumbline.decision.OverrideReason;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.resource.StoredResource.Id;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.intake.PlainIntake;
import org.plumbline.web.json.Build;

/**
 * Fills an empty demonstration with a clinic of invented patients of every urgency, so that the
 * board is not empty at first sight. Their answers go the way of all answers; only the times are
 * set back.
 */
@Singleton
@Startup
@PermitAll
@RunAs(Client.ROLE)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DemoClinic {
  private static final Logger LOG = System.getLogger(DemoClinic.class.getName());
  private static final String FILE = "/demo/clinic.json";

  private TriageService triage;
  private PlainIntake intakes;
  private StoredResources stored;
  private Board board;
  private Decisions decisions;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected DemoClinic() {} // required by the container

  @Inject
  @SuppressWarnings("NullAway.Init")
  public DemoClinic(
      TriageService triage,
      PlainIntake intakes,
      StoredResources stored,
      Board board,
      Decisions decisions,
      Clock clock) {
    this.triage = triage;
    this.intakes = intakes;
    this.stored = stored;
    this.board = board;
    this.decisions = decisions;
    this.clock = clock;
  }

  @PostConstruct
  void fill() {
    if (!Boolean.getBoolean("plumbline.demo") || !Boolean.getBoolean("plumbline.seed")) {
      return;
    }
    try {
      var clinic = read();
      var first = clinic.getJsonArray("patients").getJsonObject(0).getString("id");
      if (stored.latest(key(first)).isPresent()) {
        return;
      }
      for (var patient : clinic.getJsonArray("patients").getValuesAs(JsonObject.class)) {
        add(patient, clinic);
      }
      LOG.log(Level.INFO, "the demonstration has a clinic of invented patients");
    } catch (EJBException e) {
      // Without them the demonstration is empty, and works.
      LOG.log(Level.WARNING, "no demonstration clinic: {0}", e.getClass().getName());
    }
  }

  private static JsonObject read() {
    try (var stream = DemoClinic.class.getResourceAsStream(FILE)) {
      if (stream == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      try (var reader = Build.reader(stream)) {
        return reader.readObject();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Key key(String id) {
    return new Key(Tenant.DEMO, "Patient", new Id(id));
  }

  private void add(JsonObject patient, JsonObject clinic) {
    keep(patient);
    Optional<RecordedAssessment> last = Optional.empty();
    for (var visit : patient.getJsonArray("visits").getValuesAs(JsonObject.class)) {
      last = Optional.of(assess(patient, visit, clinic));
    }
    last.flatMap(RecordedAssessment::id)
        .ifPresent(
            id -> {
              Optional.ofNullable(patient.getString("assignee", null))
                  .ifPresent(it -> board.assign(Tenant.DEMO, id, it));
              Optional.ofNullable(patient.getString("decision", null))
                  .flatMap(Kind::of)
                  .ifPresent(it -> decide(id, it, patient));
            });
  }

  private void keep(JsonObject patient) {
    var born =
        LocalDate.now(clock.withZone(ZoneOffset.UTC))
            .minusYears(patient.getInt("age"))
            .minusDays(100);
    var json =
        Build.object()
            .add("resourceType", "Patient")
            .add("id", patient.getString("id"))
            .add("name", Build.array().add(Build.object().add("text", patient.getString("name"))))
            .add("gender", patient.getString("gender"))
            .add("birthDate", born.toString());
    if (patient.containsKey("phone")) {
      json.add(
          "telecom",
          Build.array()
              .add(Build.object().add("system", "phone").add("value", patient.getString("phone"))));
    }
    var unused =
        stored.add(
            key(patient.getString("id")),
            json.build().toString(),
            Traits.NONE,
            OptionalInt.empty());
  }

  private RecordedAssessment assess(JsonObject patient, JsonObject visit, JsonObject clinic) {
    var facts = Build.object();
    if (visit.containsKey("screen")) {
      clinic
          .getJsonArray("negative")
          .getValuesAs(JsonString.class)
          .forEach(it -> facts.add(it.getString(), "absent"));
    }
    visit.getJsonObject("facts").forEach(facts::add);
    facts.add("age", patient.getInt("age")).add("sex", patient.getString("gender"));
    var at = now().minus(Duration.ofMinutes(visit.getInt("minutesAgo")));
    var body =
        Build.object()
            .add("patient", patient.getString("id"))
            .add("answeredAt", at.toString())
            .add("facts", facts)
            .build();
    var read = intakes.read(body.toString().getBytes(UTF_8));
    return triage.assess(read.visit(Tenant.DEMO, Route.PLAIN_JSON), read.intake());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private void decide(AssessmentId id, Kind kind, JsonObject patient) {
    var changed = kind == Kind.CHANGED;
    decisions.add(
        new Decision(
            UUID.randomUUID(),
            Tenant.DEMO,
            id,
            now(),
            kind,
            changed ? Urgency.ROUTINE : Urgency.SELF_CARE,
            changed ? OverrideReason.LONG_STANDING_UNCHANGED.code() : "",
            changed ? Optional.of("Known since surgery, unchanged for years") : Optional.empty(),
            patient.getString("assignee", "Demo clinician"),
            Optional.empty()));
  }
}
