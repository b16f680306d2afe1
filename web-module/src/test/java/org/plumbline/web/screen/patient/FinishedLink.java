package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.plumbline.audit.AuditTrail;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.contact.Contact;
import org.plumbline.contact.Contact.Address;
import org.plumbline.contact.Contact.Channel;
import org.plumbline.contact.Contacts;
import org.plumbline.contact.Reminders;
import org.plumbline.diary.Diary;
import org.plumbline.diary.DiaryEntry;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.history.Standing;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Language;
import org.plumbline.link.IntakeLink;
import org.plumbline.link.IntakeLinks;
import org.plumbline.resource.StoredResource;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;
import org.plumbline.triage.TriageService;
import org.plumbline.web.FakeRequest;
import org.plumbline.web.Hand;
import org.plumbline.web.Milder;
import org.plumbline.web.document.Handouts;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.OtherIntakes;
import org.plumbline.web.intake.PageSource;
import org.plumbline.web.screen.page.Assets;

/** The link of a patient who has answered all, its pages and what they keep, without a server. */
final class FinishedLink {
  static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAAAA";
  static final String NEWEST = "/intake/BBBBBBBBBBBBBBBBBBBBBBBB";

  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final PatientReference PATIENT = new PatientReference("Patient/1");

  /** By which the day of the clinic is another one than that of UTC. */
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  final Hand clock = new Hand(Milder.AT.plus(Duration.ofDays(3)));
  final List<Intake> recorded = new ArrayList<>();
  final List<Visit.Route> routes = new ArrayList<>();
  final List<DiaryEntry> days = new ArrayList<>();
  final List<Channel> ways = new ArrayList<>();
  Optional<Contact> contact = Optional.empty();
  Optional<FollowUp> look = Optional.empty();
  Optional<IntakeLink> newest = Optional.empty();
  boolean databaseAway;
  IntakeLink link = link(new UUID(0, 1), RecheckTest.sore(), Optional.of(Milder.AT));

  private final Path folder;
  private final Submission submission;
  private final Aftercare aftercare;
  private final ResultPages results;
  private final PatientPages around =
      new PatientPages(
          new Assets(), ClinicSettings.DEFAULT, new ClinicFace("The clinic", Optional.empty()));

  FinishedLink(Path folder) {
    this.folder = folder;
    var triage = triage();
    submission = submission(triage);
    aftercare =
        new Aftercare(
            submission, new Links(), new Looks(), new Days(), new Addresses(), new Ways());
    var others = others(triage);
    var handouts = new Handouts(ClinicSettings.DEFAULT, Milder.conclusions(), others);
    results =
        new ResultPages(
            around, submission, new Recordings(), handouts, others, aftercare, KNOWLEDGE);
  }

  static IntakeLink link(UUID id, Answers answers, Optional<Instant> finishedAt) {
    return new IntakeLink(
        id,
        Tenant.DEMO,
        PATIENT,
        "CODE2345",
        Milder.AT,
        Milder.AT.plus(Duration.ofDays(30)),
        answers.text(),
        1,
        finishedAt,
        finishedAt.map(it -> Milder.stored().id()));
  }

  RecheckPages recheck() {
    return new RecheckPages(
        around, submission, results, aftercare, new Recordings(), new KeptLinks());
  }

  AfterPages after() {
    return new AfterPages(around, aftercare, submission);
  }

  /** What the link shows. */
  String result(String... query) {
    var call = call(with(FakeRequest.get("/intake/" + TOKEN), query));
    var answers = Answers.of(link.answers());
    var place = around.place(call, TOKEN, answers, "lang");
    return results.finished(place, answers, call.sent().has("reminders")).text();
  }

  LinkCall sent(String... form) {
    return call(with(FakeRequest.post("/intake/" + TOKEN), form));
  }

  private LinkCall call(FakeRequest sent) {
    var request = sent.request();
    LinkCall.of(request, link);
    return new LinkCall(request);
  }

  private static FakeRequest with(FakeRequest request, String... parameters) {
    for (var i = 0; i < parameters.length; i += 2) {
      request.with(parameters[i], parameters[i + 1]);
    }
    return request;
  }

  /** A look again that the patient alone answers. */
  void isDue(Instant at) {
    look =
        Optional.of(
            new FollowUp(
                new UUID(0, 7),
                Tenant.DEMO,
                PATIENT,
                link.assessment(),
                Optional.of("self-care"),
                "re-screen",
                Milder.AT,
                at,
                FollowUp.State.SCHEDULED,
                Optional.empty()));
  }

  private TriageService triage() {
    return new TriageService(
        KNOWLEDGE,
        new Recordings(),
        new Journal(folder),
        clock,
        new AuditTrail(clock) {
          @Override
          public String caller() {
            return "test";
          }
        });
  }

  private Submission submission(TriageService triage) {
    return new Submission(
        new PageSource(new IntakeReader(clock, ClinicSettings.DEFAULT)),
        triage,
        new StoredResources() {
          @Override
          public StoredResource add(Key key, String json, Traits traits, OptionalInt expected) {
            return new StoredResource(key, 1, clock.instant(), json);
          }
        },
        new Clinics() {
          @Override
          public Clinic of(Tenant tenant) {
            return new Clinic(tenant, ZONE, Optional.empty(), Duration.ofHours(24));
          }
        },
        clock);
  }

  private OtherIntakes others(TriageService triage) {
    var standing =
        new Standing() {
          @Override
          public List<Line> beside(Tenant tenant, PatientReference patient, AssessmentId shown) {
            return List.of();
          }

          @Override
          public List<Line> of(Tenant tenant, PatientReference patient) {
            return List.of();
          }
        };
    return new OtherIntakes(
        new IntakeReader(clock, ClinicSettings.DEFAULT),
        KNOWLEDGE,
        triage,
        standing,
        new Recordings(),
        Milder.conclusions(),
        clock);
  }

  private final class Recordings extends Assessments {
    @Override
    public AssessmentId add(AssessmentId id, Visit visit, Intake intake, Assessment assessment) {
      if (databaseAway) {
        throw new EJBException("away");
      }
      recorded.add(intake);
      routes.add(visit.route());
      return id;
    }

    @Override
    public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
      return Optional.of(Milder.stored());
    }
  }

  private final class KeptLinks extends IntakeLinks {
    @Override
    public void keep(IntakeLink it, SoFar soFar) {
      link = link(it.id(), Answers.of(soFar.answers()), Optional.of(clock.instant()));
    }
  }

  private final class Links extends Aftercare.Links {
    @Override
    String address(IntakeLink it) {
      return NEWEST;
    }

    @Override
    IntakeLink newest(IntakeLink it) {
      return newest.orElse(it);
    }

    @Override
    IntakeLink renew(IntakeLink it) {
      return link(new UUID(0, 2), new Answers(), Optional.empty());
    }
  }

  private final class Looks extends FollowUps {
    @Override
    public List<FollowUp> find(Query query) {
      return look.stream().toList();
    }
  }

  private final class Days extends Diary {
    @Override
    public void note(Tenant tenant, PatientReference patient, DiaryEntry entry) {
      days.add(entry);
    }

    @Override
    public List<DiaryEntry> of(Tenant tenant, PatientReference patient) {
      return days;
    }
  }

  private final class Addresses extends Contacts {
    @Override
    public void agree(IntakeLink it, Channel channel, Address address, Language language) {
      contact =
          Optional.of(new Contact(it.id(), it.tenant(), it.patient(), channel, address, language));
    }

    @Override
    public void withdraw(IntakeLink it) {
      contact = Optional.empty();
    }

    @Override
    public Optional<Contact> of(Tenant tenant, PatientReference patient) {
      return contact;
    }
  }

  private final class Ways extends Reminders {
    @Override
    public boolean isSet(Channel channel) {
      return ways.contains(channel);
    }
  }
}
