package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.ejb.EJBException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.plumbline.audit.AuditTrail;
import org.plumbline.board.Board;
import org.plumbline.board.BoardLine;
import org.plumbline.board.BoardQuery;
import org.plumbline.client.Tenant;
import org.plumbline.clinic.Clinic;
import org.plumbline.clinic.ClinicRows;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.clinic.Clinics;
import org.plumbline.database.OneTransaction;
import org.plumbline.followup.FollowUp;
import org.plumbline.followup.FollowUps;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Assessments;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.web.Hand;
import org.plumbline.web.Milder;
import org.plumbline.web.access.Caller;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.Scopes;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.IntakeRefused;

/** The FHIR endpoint by itself, with stores in memory and a caller who may do what is said. */
final class FhirServer implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  static final FhirContext CONTEXT = new FhirConfiguration().context();
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  final Hand clock = new Hand(NOW);
  final ResourcesInMemory stored = new ResourcesInMemory(clock);
  final List<FollowUp> followUps = new ArrayList<>();
  final List<AuditTrail.Told> told = new ArrayList<>();
  final List<StoredAssessment> assessments = new ArrayList<>();
  final List<AuditTrail.Query> askedOfAudit = new ArrayList<>();
  Caller caller = caller("user/*.cruds", Optional.empty());

  /** Whether the next question is answered with what cannot be written. */
  boolean unwritable;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Undertow server;

  FhirServer() throws ServletException {
    var servlet =
        Servlets.servlet("fhir", FhirEndpoint.class, new ImmediateInstanceFactory<>(endpoint()))
            .addMapping("/fhir/*")
            .setLoadOnStartup(1);
    var deployed =
        Servlets.newContainer()
            .addDeployment(
                Servlets.deployment()
                    .setClassLoader(FhirServer.class.getClassLoader())
                    .setContextPath("/")
                    .setDeploymentName("fhir")
                    .addServlet(servlet));
    deployed.deploy();
    server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setIoThreads(1)
            .setWorkerThreads(2)
            .setHandler(deployed.start())
            .build();
    server.start();
  }

  static Caller caller(String scopes, Optional<PatientReference> patient) {
    return new Caller(
        "test", Tenant.DEMO, Set.of(), Scopes.lenient(scopes), patient, Optional.empty());
  }

  private FhirEndpoint endpoint() {
    var callers =
        new Callers() {
          @Override
          public Caller current() {
            return caller;
          }

          @Override
          public void accessed(PatientReference patient) {
            // Nothing is audited here.
          }
        };
    var access = new Access(callers);
    var reader = new IntakeReader(clock, ClinicSettings.DEFAULT);
    var shelf = new ResourceShelf(CONTEXT, stored, access);
    var search = new StoredSearch(stored, shelf, access, new Clinics(new Rows(), clock));
    var process = new ProcessResponse();
    return new FhirEndpoint(
        CONTEXT,
        new Providers(
            new QuestionnaireProvider(CONTEXT, process, new Population(), new Next(reader)),
            new QuestionnaireResponseProvider(
                CONTEXT,
                shelf,
                search,
                process,
                new ResponseCheck(CONTEXT, reader),
                new Extraction()),
            new PatientProvider(shelf, search, new Everything(), access, callers),
            new TaskProvider(new FollowUpsInMemory(), access, callers, search),
            new AuditEventProvider(new TrailInMemory(), access, callers, search),
            new KnowledgeProviders(CONTEXT, new Guidance()),
            new ResultProviders(results(access), access, callers)),
        new Bundles(CONTEXT, shelf, new ResponseCheck(CONTEXT, reader), new TransactionInMemory()),
        access,
        clock);
  }

  private Results results(Access access) {
    var kept =
        new Assessments() {
          @Override
          public Optional<StoredAssessment> find(Tenant tenant, AssessmentId id) {
            return assessments.stream().filter(it -> it.id().equals(id)).findFirst();
          }
        };
    return new Results(
        new BoardInMemory(), kept, Milder.conclusions(), ClinicSettings.DEFAULT, access);
  }

  private final class BoardInMemory extends Board {
    BoardInMemory() {
      super(clock, Milder.conclusions());
    }

    @Override
    public List<BoardLine> lines(BoardQuery sought) {
      return assessments.stream()
          .filter(it -> sought.filter().patient().equals(Optional.of(it.patient())))
          .map(
              it ->
                  new BoardLine(
                      it.id(),
                      it.patient(),
                      it.answeredAt(),
                      it.recordedAt(),
                      it.urgency(),
                      flags(it),
                      new BoardLine.Standing(
                          it.provisional(), it.knowledgeVersion(), it.finished(), false, true)))
          .toList();
    }
  }

  private static List<Reason> flags(StoredAssessment stored) {
    var verdict = Milder.conclusions().of(stored).concluded();
    return verdict.redFlags().stream().map(verdict::reason).toList();
  }

  /** Takes back what was kept when the work fails, as the container does. */
  private final class TransactionInMemory extends OneTransaction {
    @Override
    public <T> T of(Supplier<T> work) {
      var before = stored.copy();
      try {
        return work.get();
      } catch (BaseServerResponseException | IntakeRefused e) {
        stored.putBack(before);
        throw new EJBException(e);
      }
    }
  }

  private static final class Rows extends ClinicRows {
    @Override
    public Map<Tenant, Clinic> all() {
      return Map.of();
    }
  }

  private final class Next extends NextQuestion {
    Next(IntakeReader reader) {
      super(CONTEXT, reader, KNOWLEDGE, clock);
    }

    @Override
    QuestionnaireResponse next(Questionnaire form, QuestionnaireResponse sent) {
      var next = super.next(form, sent);
      if (unwritable) {
        next.getAuthor().setReference("#nobody");
      }
      return next;
    }
  }

  private final class FollowUpsInMemory extends FollowUps {
    FollowUpsInMemory() {
      super(clock);
    }

    @Override
    public List<FollowUp> find(Query query) {
      var after = query.part().after();
      return followUps.stream()
          .filter(it -> after.map(mark -> it.dueAt().isAfter(mark.at())).orElse(true))
          .skip(query.part().skip())
          .limit(query.part().most())
          .toList();
    }

    @Override
    public int count(Query query) {
      return followUps.size();
    }
  }

  private final class TrailInMemory extends AuditTrail {
    TrailInMemory() {
      super(clock);
    }

    @Override
    public List<Told> find(Query query) {
      askedOfAudit.add(query);
      return told.stream().skip(query.skip()).limit(query.most()).toList();
    }

    @Override
    public int count(Query query) {
      return told.size();
    }
  }

  private URI address(String path) {
    var port = ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
    return URI.create("http://127.0.0.1:%d/fhir/%s".formatted(port, path));
  }

  /**
   * Sends a request.
   *
   * @param headers name and value in turn
   */
  HttpResponse<String> send(Sent sent, String... headers) {
    var request = HttpRequest.newBuilder(address(sent.path()));
    for (var i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    if (!sent.body().isEmpty() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/fhir+json");
    }
    request.method(
        sent.method(),
        sent.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(sent.body()));
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** What is sent. */
  record Sent(String method, String path, String body) {}

  HttpResponse<String> get(String path, String... headers) {
    return send(new Sent("GET", path, ""), headers);
  }

  HttpResponse<String> post(String path, IBaseResource body, String... headers) {
    return send(
        new Sent("POST", path, CONTEXT.newJsonParser().encodeResourceToString(body)), headers);
  }

  HttpResponse<String> put(String path, IBaseResource body, String... headers) {
    return send(
        new Sent("PUT", path, CONTEXT.newJsonParser().encodeResourceToString(body)), headers);
  }

  static <T extends IBaseResource> T read(Class<T> type, HttpResponse<String> answer) {
    return CONTEXT.newJsonParser().parseResource(type, answer.body());
  }

  @Override
  public void close() {
    server.stop();
  }
}
