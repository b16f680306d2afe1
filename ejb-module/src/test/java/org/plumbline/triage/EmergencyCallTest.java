package org.plumbline.triage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.audit.AuditTrail;
import org.plumbline.audit.GuidanceEntries;
import org.plumbline.client.Client;
import org.plumbline.client.Clients;
import org.plumbline.client.Clinicians;
import org.plumbline.clinic.ClinicRows;
import org.plumbline.clinic.Clinics;
import org.plumbline.feedback.Cards;
import org.plumbline.feedback.ShownCard;
import org.plumbline.followup.FollowUps;
import org.plumbline.followup.Schedule;
import org.plumbline.history.AssessmentRecorded;
import org.plumbline.history.Assessments;
import org.plumbline.history.Fired;
import org.plumbline.history.Journal;
import org.plumbline.history.Kept;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.history.Standing;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.history.VisitsBefore;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.outbox.DispositionMessages;
import org.plumbline.outbox.Listeners;
import org.plumbline.outbox.Outbox;
import org.plumbline.resource.StoredResources;

/** What a hook that records an emergency asks of the database, in the services that it goes by. */
class EmergencyCallTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @TempDir Path folder;

  private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  private final Kept kept = Kept.whole();
  private final AuditTrail trail = kept.give(new AuditTrail(clock));
  private final FollowUps followUps = kept.give(new FollowUps(clock));
  private final StoredResources stored = kept.give(new StoredResources(clock));
  private final Standing standing =
      kept.give(new Standing(clock, kept.conclusions(new LiveKnowledge("live"))));
  private final VisitsBefore visits =
      kept.give(new VisitsBefore(kept.conclusions(new LiveKnowledge("live"))));
  private final Cards cards = kept.give(new Cards(clock, followUps));
  private final Assessments assessments = kept.give(assessments());

  private Assessments assessments() {
    var clinics = new Clinics(kept.give(new ClinicRows() {}), clock);
    var clients =
        new Clients() {
          @Override
          public List<Client> all() {
            return List.of(Clinicians.ehr("one"), Clinicians.ehr("two"));
          }
        };
    var outbox = kept.give(new Outbox(clock));
    Event<AssessmentRecorded> recorded =
        observed(
            new GuidanceEntries(trail),
            new Schedule(followUps, clinics, clock),
            new DispositionMessages(new Listeners(clients, outbox, clock)));
    return new Assessments(clock, recorded, observed(), new LiveKnowledge("live"));
  }

  /** What is fired goes to those who observe it, in their order. */
  private static <T> Event<T> observed(Object... observers) {
    return new Fired<>(event -> List.of(observers).forEach(it -> tell(it, event)));
  }

  private static void tell(Object observer, Object event) {
    for (var method : observer.getClass().getDeclaredMethods()) {
      if (method.getParameterCount() == 1
          && method.getParameters()[0].isAnnotationPresent(Observes.class)
          && method.getParameterTypes()[0].isInstance(event)) {
        try {
          method.setAccessible(true);
          method.invoke(observer, event);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      }
    }
  }

  @AfterEach
  void close() {
    kept.close();
  }

  /** A call in the order of TriageHook and HookResource; how many executions it took. */
  private long call(String patient, String response) {
    var before = kept.executions();
    var of = new PatientReference("Patient/" + patient);
    var visit =
        new Visit(
            Kept.TENANT,
            of,
            new ResponseReference("QuestionnaireResponse/" + response),
            NOW.minusSeconds(600),
            Route.CDS_HOOKS,
            true);
    var intake =
        Intake.of(
            List.of(
                new Statement(
                    Fact.SADDLE_NUMBNESS,
                    Presence.PRESENT,
                    Provenance.of("QuestionnaireResponse/1", visit.answeredAt()))));
    assertEquals(List.of(), stored.newestOf(Kept.TENANT, "QuestionnaireResponse", of, 5));
    var triage = new TriageService(KNOWLEDGE, assessments, new Journal(folder), clock, trail);
    var recorded = triage.assess(visit, intake);
    var id = recorded.id().orElseThrow();
    assertEquals(List.of(), standing.beside(Kept.TENANT, of, id));
    visits.before(Kept.TENANT, of, visit.answeredAt());
    assertTrue(
        cards.offer(
            new ShownCard(
                Kept.TENANT,
                UUID.randomUUID(),
                of,
                List.of(id),
                new ShownCard.Face(
                    "patient-view",
                    recorded.assessment().redFlags().stream().map(RedFlag::id).toList(),
                    "critical",
                    List.of()))));
    kept.written();
    return kept.executions() - before;
  }

  @Test
  void newEmergencyOfTwoListenersTakesFewExecutions() {
    call("warm", "1");
    var first = call("new", "2");
    assertEquals(1, kept.number("select count(*) from pseudonym where patient = 'Patient/new'"));
    assertEquals(2, kept.number("select count(*) from audit_event where pseudonym is not null"));
    assertEquals(2, kept.number("select count(*) from audit_waiting"));
    assertEquals(4, kept.number("select count(*) from outbox"));
    assertEquals(
        kept.number("select count(*) from follow_up"),
        kept.number("select count(*) from follow_up_event"));
    assertTrue(first <= 17, first + " executions");
  }
}
