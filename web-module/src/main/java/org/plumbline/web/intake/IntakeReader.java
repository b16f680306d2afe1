package org.plumbline.web.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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
 * not fit is refused whole, with every fault named; or, where somebody must be answered, named as
 * missed.
 */
@ApplicationScoped
public class IntakeReader {
  private final Form form = Form.load();
  private final RecordCodes codes = RecordCodes.load();
  private final UnreadCodes unreadCodes = new UnreadCodes();
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
    var read = made(new ResponseHead(response, form, patient, clock.instant()), response, record);
    if (!response.faults().none()) {
      throw IntakeRefused.content(response.faults().all());
    }
    return read;
  }

  /**
   * Reads what can be read, for who must be answered all the same: what cannot is not known, and is
   * named as missed. The same faults are noted as by the door that refuses.
   *
   * @param patient whose record the response came from
   * @throws IntakeRefused if nothing can be read: it is no response to our form, names another
   *     patient, or is modified in a way that nobody here understands
   */
  public ReadIntake readable(Node response, List<Node> record, PatientReference patient) {
    var head = new ResponseHead(response, form, Optional.of(patient), clock.instant());
    if (!head.isReadable()) {
      throw IntakeRefused.content(response.faults().all());
    }
    return made(
        head,
        response,
        record.stream().map(it -> new Node(it.path(), it.json(), new Faults())).toList());
  }

  private ReadIntake made(ResponseHead head, Node response, List<Node> record) {
    var authored = head.when();
    var history = new RecordReader(codes, unreadCodes, authored.at());
    var missed = new LinkedHashSet<>(head.missed());
    Stream.concat(response.objects("contained").stream(), record.stream())
        .filter(it -> head.isOfThePatient(it, missed))
        .forEach(history::read);
    var reader = new ResponseReader(form, Reference.of(response), authored, head.isOtherVersion());
    var answers = reader.read(response);
    missed.addAll(reader.missed());
    missed.addAll(history.missed());
    var at = authored.at().toInstant();
    return new ReadIntake(
        new PatientReference(
            head.subject().orElseThrow(() -> IntakeRefused.content(response.faults().all()))),
        new ResponseReference(Reference.of(response)),
        at,
        intake(answers, history.statements(answers), at),
        head.isFinished(),
        history.unread() + reader.unread(),
        List.copyOf(missed),
        history.unassessed());
  }

  /**
   * Makes an intake of statements of a source that is no FHIR resource.
   *
   * @param marks what was observed beside the answers, read as record
   * @throws IntakeRefused if the answers were given in the future
   */
  ReadIntake read(Told told, List<Node> marks) {
    if (ResponseHead.isAhead(told.authored(), clock.instant())) {
      throw IntakeRefused.content(List.of(new Fault("authored", ResponseHead.IN_THE_FUTURE)));
    }
    var history = new RecordReader(codes, unreadCodes, told.authored());
    marks.forEach(history::read);
    var at = told.authored().toInstant();
    return new ReadIntake(
        told.patient(),
        told.response(),
        at,
        intake(told.answers(), history.statements(told.answers()), at),
        told.finished(),
        history.unread(),
        List.copyOf(history.missed()),
        history.unassessed());
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
            Fact.NIGHT_PAIN_POLICY, settings.nightPainPolicy(), Provenance.of("Organization", at));
    return Intake.of(
        Stream.of(answers.stream(), history.stream(), Stream.of(policy))
            .flatMap(it -> it)
            .toList());
  }

  private AnsweredForm form(Node response) {
    return new AnsweredForm(form, response);
  }

  /** Whether a response names another patient by id than the one whom a call is about. */
  public boolean isOfAnother(Node response, PatientReference patient) {
    return ResponseHead.namesAnother(response, patient);
  }

  /** Whether a response answers our Questionnaire, in whichever version. */
  public boolean isOurs(Node response) {
    return form(response).isOurs();
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
        .filter(this::isOurs)
        .filter(it -> !it.look("status").equals(Optional.of("entered-in-error")))
        .sorted(Comparator.comparing(ResponseHead::answeredAt).reversed())
        .filter(it -> known.add(Reference.of(it) + "|" + ResponseHead.answeredAt(it)))
        .toList();
  }
}
