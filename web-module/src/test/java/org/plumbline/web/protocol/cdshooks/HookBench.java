package org.plumbline.web.protocol.cdshooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ejb.EJBException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.plumbline.audit.AuditTrail;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.history.Standing;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.VisitBefore;
import org.plumbline.history.VisitsBefore;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResources;
import org.plumbline.triage.TriageService;
import org.plumbline.web.Milder;
import org.plumbline.web.access.Caller;
import org.plumbline.web.document.Card;
import org.plumbline.web.document.CardWriter;
import org.plumbline.web.document.CardWriter.Place;
import org.plumbline.web.document.Drafts;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.outbound.Outbound;

/** The hook from the body of a call to its card, without a server and without a database. */
final class HookBench {
  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Caller CALLER = Caller.guest("test", Tenant.DEMO, Optional.empty());

  private static Path temporary() {
    try {
      var folder = Files.createTempDirectory("journal");
      folder.toFile().deleteOnExit();
      return Files.createFile(folder.resolve("no-folder"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class NoAssessments extends Assessments {
    @Override
    public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
      throw new EJBException("away");
    }

    @Override
    public AssessmentId add(AssessmentId id, Visit visit, Intake intake, Assessment assessment) {
      throw new EJBException("away");
    }
  }

  private static final class NoVisits extends VisitsBefore {
    @Override
    public Optional<VisitBefore> before(
        Tenant tenant, PatientReference patient, Instant answeredAt) {
      throw new EJBException("away");
    }
  }

  static class NoStanding extends Standing {
    @Override
    public List<Line> of(Tenant tenant, PatientReference patient) {
      throw new EJBException("away");
    }

    @Override
    public List<Line> beside(Tenant tenant, PatientReference patient, AssessmentId shown) {
      throw new EJBException("away");
    }

    @Override
    public boolean isRecorded(Visit visit, Urgency urgency) {
      throw new EJBException("away");
    }
  }

  private static final class NoResources extends StoredResources {
    @Override
    public List<StoredResource> newestOf(
        Tenant tenant, String type, PatientReference patient, int most) {
      throw new EJBException("away");
    }
  }

  final IntakeReader reader = new IntakeReader(CLOCK, ClinicSettings.DEFAULT);
  private final Assessments assessments = new NoAssessments();
  private final TriageService triage =
      new TriageService(
          KNOWLEDGE,
          assessments,
          new Journal(temporary()),
          CLOCK,
          new AuditTrail(CLOCK) {
            @Override
            public String caller() {
              return "test";
            }
          });
  private final TriageHook hook = hook(new NoStanding());
  private final CardWriter writer =
      new CardWriter(CLOCK, ClinicSettings.DEFAULT, Drafts.of(ClinicSettings.DEFAULT, CLOCK));

  TriageHook hook(Standing standing) {
    return hook(standing, assessments);
  }

  /** One whose database tells what stays and what was recorded of it. */
  TriageHook hook(Standing standing, Assessments kept) {
    return new TriageHook(
        reader,
        triage,
        new NoResources(),
        new NoVisits(),
        new RecordCompletion(new Outbound()),
        new OtherIntakes(reader, KNOWLEDGE, triage, standing, kept, Milder.conclusions(), CLOCK));
  }

  /** The card of a call, as an EHR gets it. */
  Optional<JsonObject> card(JsonObject call) {
    return card(hook, call.toString().getBytes(UTF_8));
  }

  /** The card of a call whose standing intakes are told by another database. */
  Optional<JsonObject> card(TriageHook of, byte[] body) {
    var request = HookRequest.read(body);
    return writer
        .write(
            of.assess(request, CALLER),
            new Place(
                request.hook(),
                request.patient(),
                request.forPatient(),
                "http://127.0.0.1:8080",
                true))
        .map(Card::json);
  }
}
