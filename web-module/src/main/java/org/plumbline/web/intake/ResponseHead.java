package org.plumbline.web.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.form.Form;
import org.plumbline.web.intake.Missed.Part;

/**
 * The head of a response: which form, whose answers, when, and how far. Everything that is wrong is
 * noted as a fault, and what is not known because of it as missed.
 */
final class ResponseHead {
  private static final Set<String> ASSESSABLE =
      Set.of("completed", "amended", "in-progress", "stopped");

  /** Of these the patient has come to the end. */
  private static final Set<String> FINISHED = Set.of("completed", "amended");

  /** How far a clock of another machine may be ahead of ours. */
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(15);

  /** No intake is older than this product. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  static final String IN_THE_FUTURE = "is in the future";

  private final Node response;
  private final Form form;
  private final Instant now;
  private final Set<Missed> missed = new LinkedHashSet<>();
  private final Set<String> names = new HashSet<>();
  private final AnsweredForm answered;
  private final Optional<String> subject;
  private final Authored authored;
  private boolean readable = true;

  /**
   * When the answers were given.
   *
   * @param exact whether the moment is known; else it is the begin of the day, of which no hours
   *     can be counted
   */
  record Authored(OffsetDateTime at, boolean exact) {}

  ResponseHead(Node response, Form form, Optional<PatientReference> patient, Instant now) {
    this.response = response;
    this.form = form;
    this.now = now;
    this.answered = new AnsweredForm(form, response);
    checkForm();
    checkStatus();
    if (ResponseReader.refuseModifiers(response)) {
      readable = false;
    }
    this.subject = subject(patient);
    this.authored = authored();
  }

  /** Whether it is a response to our form, of this patient, whose meaning nothing changes. */
  boolean isReadable() {
    return readable;
  }

  /** Whom the answers are about; empty when neither the response nor the caller says it. */
  Optional<String> subject() {
    return subject;
  }

  Authored when() {
    return authored;
  }

  boolean isFinished() {
    return isFinished(response);
  }

  /** Whether another version of the form was answered than the one of now. */
  boolean isOtherVersion() {
    return answered.isOtherVersion();
  }

  Set<Missed> missed() {
    return missed;
  }

  static boolean isAssessable(String status) {
    return ASSESSABLE.contains(status);
  }

  /** Whether the patient had come to the end of the questions. */
  static boolean isFinished(Node response) {
    return response.look("status").filter(FINISHED::contains).isPresent();
  }

  /** When a response was answered, as far as it says; the begin of time when it does not. */
  static Instant answeredAt(Node response) {
    var text = response.look("authored");
    return text.flatMap(Moment::exact)
        .map(OffsetDateTime::toInstant)
        .or(() -> text.flatMap(Moment::begin).map(ResponseHead::start))
        .filter(it -> !isBeforeAll(it))
        .orElse(Instant.MIN);
  }

  /** A moment that stands for none in some systems, such as the year 1 or 1900. */
  static boolean isBeforeAll(Instant authored) {
    return authored.isBefore(FIRST);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private void checkForm() {
    if (!response.text("resourceType").equals(Optional.of("QuestionnaireResponse"))) {
      response.fault(
          "resourceType",
          "is %s; expected QuestionnaireResponse"
              .formatted(Faults.shown(response.look("resourceType").orElse("missing"))));
      readable = !response.has("resourceType");
    }
    var sent = response.requiredText("questionnaire");
    if (sent.isPresent() && !answered.isOurs()) {
      response.fault(
          "questionnaire",
          "is %s; expected %s".formatted(Faults.shown(sent.get()), form.versioned()));
    }
    readable &= answered.isOurs();
    if (answered.isUnknownVersion()) {
      missed.add(Missed.of(Part.VERSION));
    }
  }

  private void checkStatus() {
    var status = response.requiredText("status");
    if (status.filter(it -> !isAssessable(it)).isPresent()) {
      response.fault(
          "status",
          "is %s; expected completed, amended, in-progress or stopped"
              .formatted(Faults.shown(status.get())));
    }
    if (status.filter(ResponseHead::isAssessable).isEmpty()) {
      missed.add(Missed.of(Part.STATUS));
    }
  }

  /** The one whom the response names, or else the one whom the call is about. */
  private Optional<String> subject(Optional<PatientReference> patient) {
    var reference = response.requiredObject("subject").flatMap(it -> it.requiredText("reference"));
    var named =
        reference.flatMap(
            it -> it.startsWith("#") ? contained(it.substring(1)) : Reference.to("Patient", it));
    named.ifPresent(names::add);
    if (named.isEmpty() && reference.isPresent()) {
      response.fault("subject", "names no patient");
    }
    var given = patient.map(PatientReference::value);
    if (named.isPresent() && given.isPresent() && !named.equals(given)) {
      response.fault("subject", "is another patient than the one whom the call is about");
      readable &= reference.filter(it -> it.startsWith("#")).isPresent();
    }
    if (given.isPresent() && !named.equals(given)) {
      missed.add(Missed.of(Part.SUBJECT));
    }
    given.ifPresent(names::add);
    return given.or(() -> named);
  }

  private Optional<String> contained(String id) {
    return response.objects("contained").stream()
        .filter(
            it ->
                it.look("id").equals(Optional.of(id))
                    && it.look("resourceType").equals(Optional.of("Patient")))
        .findFirst()
        .flatMap(it -> Reference.to("Patient", id));
  }

  /** Whether a response names another patient by id than the one whom the call is about. */
  static boolean namesAnother(Node response, PatientReference patient) {
    return response.lookAt("subject").stream()
        .flatMap(it -> it.look("reference").stream())
        .filter(it -> !it.startsWith("#"))
        .flatMap(it -> Reference.to("Patient", it).stream())
        .anyMatch(it -> !it.equals(patient.value()));
  }

  /**
   * Whether a resource of the record is about the one of the answers; one that names nobody is.
   *
   * @param missed where a resource is told that names another patient, or nobody knows whom
   */
  boolean isOfThePatient(Node resource, Set<Missed> missed) {
    var before = resource.faults().count();
    var about = about(resource);
    if (resource.faults().count() > before) {
      missed.add(Missed.of(Part.ENTRY));
    }
    if (names.isEmpty()
        || about.isEmpty()
        || about.flatMap(ResponseHead::patient).filter(names::contains).isPresent()) {
      return true;
    }
    resource.fault("is about another patient than the response");
    missed.add(Missed.of(Part.SOMEBODY_ELSE));
    return false;
  }

  /** Whom a resource names; before FHIR R4 some named a patient and not a subject. */
  private static Optional<String> about(Node resource) {
    if (resource.look("resourceType").equals(Optional.of("Patient"))) {
      return resource.look("id");
    }
    return resource
        .object("subject")
        .or(() -> resource.lookAt("patient").stream().findFirst())
        .flatMap(it -> it.text("reference"));
  }

  /** A contained patient is named by its id after a hash. */
  private static Optional<String> patient(String reference) {
    return Reference.to("Patient", reference.startsWith("#") ? reference.substring(1) : reference);
  }

  private Authored authored() {
    var text = response.requiredText("authored");
    var exact = text.flatMap(Moment::exact);
    if (text.isPresent() && exact.isEmpty()) {
      response.fault(
          "authored",
          "is %s; expected a date with time and zone".formatted(Faults.shown(text.get())));
    }
    if (exact.filter(it -> isAhead(it, now)).isPresent()) {
      response.fault("authored", IN_THE_FUTURE);
    } else if (exact.filter(it -> isBeforeAll(it.toInstant())).isPresent()) {
      response.fault("authored", "is before the year 2000");
    } else if (exact.isPresent()) {
      return new Authored(exact.get(), true);
    }
    missed.add(Missed.of(Part.AUTHORED));
    var today = now.atZone(ZoneOffset.UTC).toLocalDate();
    var day =
        text.flatMap(Moment::begin)
            .filter(it -> it.isBefore(today) && !isBeforeAll(start(it)))
            .orElse(today);
    return new Authored(day.atStartOfDay().atOffset(ZoneOffset.UTC), false);
  }

  static boolean isAhead(OffsetDateTime authored, Instant now) {
    return authored.toInstant().isAfter(now.plus(CLOCK_SKEW));
  }
}
