package org.plumbline.web.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.form.Form;

/**
 * Makes an intake of a QuestionnaireResponse and the record, the same for every way in. Dates
 * become readings at the moment the answers were given, never at the time of the call. What does
 * not fit is refused whole, with every fault named.
 */
@ApplicationScoped
public class IntakeReader {
  private static final Set<String> ASSESSABLE =
      Set.of("completed", "amended", "in-progress", "stopped");

  /** Of these the patient has come to the end. */
  private static final Set<String> FINISHED = Set.of("completed", "amended");

  /** How far a clock of another machine may be ahead of ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  private static final String IN_THE_FUTURE = "is in the future";

  private final Form form = Form.load();
  private final List<RecordCode> codes = RecordCode.load();
  private Clock clock;
  private ClinicSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected IntakeReader() {} // required by the container

  @Inject
  public IntakeReader(Clock clock, ClinicSettings settings) {
    this.clock = clock;
    this.settings = settings;
  }

  /** The Questionnaire that is read. */
  public Form form() {
    return form;
  }

  /**
   * Reads a response about a patient whose record is at hand.
   *
   * @param response the QuestionnaireResponse; resources that it contains are read as record too
   * @param record resources of the patient's record
   * @param patient the reference of the patient whom it must be about, such as {@code Patient/1};
   *     empty when any will do
   * @throws IntakeRefused if anything is wrong with the response, or a resource is about somebody
   *     else
   */
  public ReadIntake read(Node response, List<Node> record, Optional<PatientReference> patient) {
    var faults = response.faults();
    checkForm(response);
    checkStatus(response);
    ResponseReader.refuseModifiers(response);
    var subject = subject(response);
    checkSubject(response, subject, patient);
    var contained = response.objects("contained");
    contained.forEach(it -> checkSameSubject(it, subject));
    record.forEach(it -> checkSameSubject(it, subject));
    var authored = authored(response);
    if (authored.isEmpty()) {
      throw IntakeRefused.content(faults.all());
    }
    var reader =
        new ResponseReader(form, Reference.of(response), authored.get(), form(response).isOtherVersion());
    var answers = reader.read(response);
    var history = new RecordReader(codes, authored.get());
    Stream.concat(contained.stream(), record.stream()).forEach(history::read);
    if (!faults.none()) {
      throw IntakeRefused.content(faults.all());
    }
    return new ReadIntake(
        subject.map(PatientReference::new).orElseThrow(),
        new ResponseReference(Reference.of(response)),
        authored.get().toInstant(),
        intake(answers, history.statements(answers), authored.get().toInstant()),
        isFinished(response),
        history.unread() + reader.unread());
  }

  /**
   * Makes an intake of statements of a source that is no FHIR resource.
   *
   * @param marks what was observed beside the answers, read as record
   * @throws IntakeRefused if the answers were given in the future
   */
  ReadIntake read(Told told, List<Node> marks) {
    if (isAhead(told.authored())) {
      throw IntakeRefused.content(List.of(new Fault("authored", IN_THE_FUTURE)));
    }
    var history = new RecordReader(codes, told.authored());
    marks.forEach(history::read);
    var at = told.authored().toInstant();
    return new ReadIntake(
        told.patient(),
        told.response(),
        at,
        intake(told.answers(), history.statements(told.answers()), at),
        told.finished(),
        history.unread());
  }

  /**
   * What a source that is no FHIR resource said.
   *
   * @param finished whether the patient had come to the end of the questions
   */
  record Told(
      PatientReference patient,
      ResponseReference response,
      OffsetDateTime authored,
      List<Statement> answers,
      boolean finished) {}

  /** What was answered, what the record says, and what the clinic has set for all its intakes. */
  private Intake intake(List<Statement> answers, List<Statement> history, Instant at) {
    var policy =
        new Statement(
            Fact.NIGHT_PAIN_POLICY,
            settings.nightPainPolicy(),
            new Provenance("Organization", Optional.empty(), at));
    return Intake.of(
        Stream.of(answers.stream(), history.stream(), Stream.of(policy))
            .flatMap(it -> it)
            .toList());
  }

  private AnsweredForm form(Node response) {
    return new AnsweredForm(form, response);
  }

  /** Whether it may answer our Questionnaire under an address by which we do not know it. */
  public boolean isStrange(Node response) {
    return form(response).isStrange();
  }

  /**
   * The responses to our Questionnaire among those of a search, the newest first, each once; others
   * are not ours to read.
   */
  public List<Node> ours(List<Node> responses) {
    var known = new HashSet<String>();
    return responses.stream()
        .filter(it -> form(it).isOurs())
        .filter(it -> !it.look("status").equals(Optional.of("entered-in-error")))
        .sorted(Comparator.comparing(IntakeReader::answeredAt).reversed())
        .filter(it -> known.add(Reference.of(it) + "|" + answeredAt(it)))
        .toList();
  }

  /** When a response was answered; the begin of time when it does not say. */
  static Instant answeredAt(Node response) {
    return response
        .look("authored")
        .flatMap(Moment::exact)
        .map(OffsetDateTime::toInstant)
        .orElse(Instant.MIN);
  }

  /** Whether the patient had come to the end of the questions. */
  static boolean isFinished(Node response) {
    return response.look("status").filter(FINISHED::contains).isPresent();
  }

  private void checkForm(Node response) {
    if (!response.text("resourceType").equals(Optional.of("QuestionnaireResponse"))) {
      response.fault(
          "resourceType",
          "is %s; expected QuestionnaireResponse"
              .formatted(Faults.shown(response.text("resourceType").orElse("missing"))));
    }
    var sent = response.requiredText("questionnaire");
    if (sent.isPresent() && !form(response).isOurs()) {
      response.fault(
          "questionnaire",
          "is %s; expected %s|%s"
              .formatted(Faults.shown(sent.get()), form.canonical(), form.version()));
    }
  }

  static boolean isAssessable(String status) {
    return ASSESSABLE.contains(status);
  }

  private static void checkStatus(Node response) {
    var status = response.requiredText("status");
    if (status.filter(it -> !isAssessable(it)).isPresent()) {
      response.fault(
          "status",
          "is %s; expected completed, amended, in-progress or stopped"
              .formatted(Faults.shown(status.get())));
    }
  }

  private static Optional<String> subject(Node response) {
    var reference = response.requiredObject("subject").flatMap(it -> it.requiredText("reference"));
    return reference.flatMap(
        it ->
            it.startsWith("#")
                ? contained(response, it.substring(1))
                : Reference.to("Patient", it));
  }

  private static Optional<String> contained(Node response, String id) {
    return response.objects("contained").stream()
        .filter(
            it ->
                it.text("id").equals(Optional.of(id))
                    && it.text("resourceType").equals(Optional.of("Patient")))
        .findFirst()
        .flatMap(it -> Reference.to("Patient", id));
  }

  private static void checkSubject(
      Node response, Optional<String> subject, Optional<PatientReference> patient) {
    if (subject.isEmpty()
        && response.object("subject").flatMap(it -> it.text("reference")).isPresent()) {
      response.fault("subject", "names no patient");
    }
    if (subject.isPresent()
        && patient.isPresent()
        && !subject.get().equals(patient.get().value())) {
      response.fault("subject", "is another patient than the one whom the call is about");
    }
  }

  private static void checkSameSubject(Node resource, Optional<String> subject) {
    var about =
        resource.text("resourceType").equals(Optional.of("Patient"))
            ? resource.text("id")
            : resource.object("subject").flatMap(it -> it.text("reference"));
    if (subject.isPresent() && about.isPresent() && !patient(about.get()).equals(subject)) {
      resource.fault("is about another patient than the response");
    }
  }

  /** A contained patient is named by its id after a hash. */
  private static Optional<String> patient(String reference) {
    return Reference.to("Patient", reference.startsWith("#") ? reference.substring(1) : reference);
  }

  private Optional<OffsetDateTime> authored(Node response) {
    var text = response.requiredText("authored");
    var authored = text.flatMap(Moment::exact);
    if (text.isPresent() && authored.isEmpty()) {
      response.fault(
          "authored",
          "is %s; expected a date with time and zone".formatted(Faults.shown(text.get())));
    }
    if (authored.filter(this::isAhead).isPresent()) {
      response.fault("authored", IN_THE_FUTURE);
    }
    return authored;
  }

  private boolean isAhead(OffsetDateTime authored) {
    return authored.toInstant().isAfter(clock.instant().plus(CLOCK_SKEW));
  }
}
