package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.audit.AuditTrail;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.clinic.ClinicFace;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.Journal;
import org.plumbline.history.Standing;
import org.plumbline.history.Visit;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.fact.Intake;
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
import org.plumbline.web.screen.page.Answer;
import org.plumbline.web.screen.page.Assets;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** The link of one patient, opened on a phone: without a server, and with a store in memory. */
final class Phone {
  static final String TOKEN = "AAAAAAAAAAAAAAAAAAAAAAAA";
  static final String ADDRESS = "/intake/" + TOKEN;

  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([a-z]+)\" value=\"([^\"]*)\"");

  private final Path folder;
  final Hand clock = new Hand(Instant.parse("2026-11-28T10:00:00Z"));
  final List<Intake> recorded = new ArrayList<>();
  boolean databaseAway;
  private @Nullable IntakePages pages;
  IntakeLink link =
      new IntakeLink(
          new UUID(0, 1),
          Tenant.DEMO,
          new PatientReference("Patient/1"),
          "CODE2345",
          clock.instant(),
          clock.instant().plusSeconds(3600),
          "{}",
          0,
          Optional.empty(),
          Optional.empty());

  private final class Links extends IntakeLinks {
    @Override
    public void keep(IntakeLink it, SoFar soFar) {
      if (databaseAway) {
        throw new EJBException("away");
      }
      link =
          new IntakeLink(
              it.id(),
              it.tenant(),
              it.patient(),
              it.code(),
              it.createdAt(),
              it.expiresAt(),
              soFar.answers(),
              it.version() + 1,
              soFar.finished() ? Optional.of(clock.instant()) : it.finishedAt(),
              soFar.assessment().or(it::assessment));
    }
  }

  private final class Recordings extends Assessments {
    @Override
    public AssessmentId add(AssessmentId id, Visit visit, Intake intake, Assessment assessment) {
      if (databaseAway) {
        throw new EJBException("away");
      }
      recorded.add(intake);
      return id;
    }
  }

  /** What stands below a result has tests of its own. */
  private static final class NothingAfter extends Aftercare {
    @Override
    Optional<Answer> elsewhere(IntakeLink it) {
      return Optional.empty();
    }

    @Override
    AfterPage page(Place place, boolean wrong) {
      return new AfterPage(
          place.address(),
          new AfterPage.Look(false, false, false),
          List.of(),
          new AfterPage.Reminding(List.of(), Optional.empty(), wrong));
    }
  }

  private TriageService triage(Assessments assessments) {
    return new TriageService(
        KNOWLEDGE,
        assessments,
        new Journal(folder),
        clock,
        new AuditTrail(clock) {
          @Override
          public String caller() {
            return "test";
          }
        });
  }

  Submission submission() {
    return new Submission(
        new PageSource(new IntakeReader(clock, ClinicSettings.DEFAULT)),
        triage(new Recordings()),
        new StoredResources() {
          @Override
          public StoredResource add(Key key, String json, Traits traits, OptionalInt expected) {
            return new StoredResource(key, 1, clock.instant(), json);
          }
        },
        new Clinics() {
          @Override
          public Clinic of(Tenant tenant) {
            return new Clinic(tenant, ZoneOffset.UTC, Optional.empty(), Duration.ofHours(24));
          }
        },
        clock);
  }

  /** Made once. */
  IntakePages pages() {
    if (pages == null) {
      pages = open();
    }
    return pages;
  }

  private IntakePages open() {
    var reader = new IntakeReader(clock, ClinicSettings.DEFAULT);
    var assessments = new Recordings();
    var triage = triage(assessments);
    var submission = submission();
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
    var others =
        new OtherIntakes(
            reader, KNOWLEDGE, triage, standing, assessments, Milder.conclusions(), clock);
    var around =
        new PatientPages(
            new Assets(),
            ClinicSettings.DEFAULT,
            new ClinicFace("The clinic", Optional.of("+44 20 7946 0000")));
    var steps = new StepPages(submission, KNOWLEDGE, around);
    var results =
        new ResultPages(
            around,
            submission,
            assessments,
            new Handouts(ClinicSettings.DEFAULT, Milder.conclusions(), others),
            others,
            new NothingAfter(),
            KNOWLEDGE);
    return new IntakePages(
        around,
        steps,
        new ReviewPages(around, steps, submission),
        results,
        new AnsweredSteps(new Links(), submission, KNOWLEDGE, steps, results));
  }

  LinkCall call(FakeRequest sent) {
    var request = sent.request();
    LinkCall.of(request, link);
    return new LinkCall(request);
  }

  /** Where assessments are kept that could not be recorded. */
  Phone(Path folder) {
    this.folder = folder;
  }

  /** A page by its address behind the link. */
  Answer get(String... query) {
    return pages().show(call(with(FakeRequest.get(ADDRESS), query)), TOKEN);
  }

  /** The page to which an answer leads; those that lead on are followed. */
  Answer follow(Answer answer) {
    var page = answer;
    while (page.status() == 303) {
      var address = String.valueOf(page.headers().get("Location"));
      var query = address.contains("?") ? address.substring(address.indexOf('?') + 1) : "";
      var request = FakeRequest.get(address.replaceFirst("[?#].*", ""));
      for (var part : query.split("&")) {
        if (!part.isEmpty()) {
          request.with(part.split("=")[0], part.split("=", 2)[1]);
        }
      }
      page =
          address.startsWith(ADDRESS + "/emergency")
              ? pages().emergency(call(request), TOKEN)
              : pages().show(call(request), TOKEN);
    }
    return page;
  }

  /** Sends a form to the link. */
  Answer send(String... form) {
    return pages().take(call(with(FakeRequest.post(ADDRESS), form)), TOKEN);
  }

  /** Sends the form of a page, as its buttons and fields are filled in. */
  Answer send(Answer page, String... form) {
    var request = with(FakeRequest.post(ADDRESS), form);
    hidden(page.text()).forEach(request::with);
    return pages().take(call(request), TOKEN);
  }

  /** The hidden fields of a page, without those that were ticked. */
  static Map<String, String> hidden(String page) {
    var fields = new HashMap<String, String>();
    HIDDEN.matcher(page).results().forEach(it -> fields.put(it.group(1), it.group(2)));
    fields.remove("tick");
    return fields;
  }

  private static FakeRequest with(FakeRequest request, String... parameters) {
    var all = new LinkedHashMap<String, List<String>>();
    for (var i = 0; i < parameters.length; i += 2) {
      all.computeIfAbsent(parameters[i], it -> new ArrayList<>()).add(parameters[i + 1]);
    }
    all.forEach((name, values) -> request.with(name, values.toArray(String[]::new)));
    return request;
  }

  /** Answers that were kept before. */
  void answered(String text) {
    new Links().keep(link, new IntakeLinks.SoFar(text, Optional.empty(), false));
  }

  /**
   * What it took to come to the end.
   *
   * @param interactions taps, and numbers that are typed
   * @param last the page on which nothing more is asked
   */
  record Walk(int interactions, int pages, List<String> asked, Answer last) {
    @Override
    public String toString() {
      return interactions + " interactions: " + asked;
    }
  }

  /**
   * Answers every page without a script, as a patient does of whom this is so; of what is not named
   * there is none. An interaction is counted as ShortIntakeCostTest of rules-kb counts it.
   *
   * @param query the address behind the link at which it begins
   */
  Walk walk(Map<String, String> patient, String... query) {
    var page = follow(get(query));
    var interactions = 0;
    var asked = new ArrayList<String>();
    while (hidden(page.text()).containsKey("asked")) {
      var hand = Hands.of(hidden(page.text()), patient);
      interactions += hand.interactions();
      asked.add(hidden(page.text()).get("asked"));
      var sent = send(page, hand.form());
      if (sent.status() != 303 || asked.size() > 150) {
        throw new AssertionError(asked + " " + sent.text());
      }
      page = link.finishedAt().isPresent() && !isOfPlan(sent) ? sent : follow(sent);
    }
    return new Walk(interactions, asked.size(), asked, page);
  }

  private static boolean isOfPlan(Answer sent) {
    return String.valueOf(sent.headers().get("Location")).contains("plan=");
  }
}
