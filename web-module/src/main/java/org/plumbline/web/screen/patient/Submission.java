package org.plumbline.web.screen.patient;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.plumbline.clinic.Clinics;
import org.plumbline.database.FaultLog;
import org.plumbline.history.Visit.ResponseReference;
import org.plumbline.history.Visit.Route;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;
import org.plumbline.link.IntakeLink;
import org.plumbline.resource.StoredResource.Id;
import org.plumbline.resource.StoredResource.Key;
import org.plumbline.resource.StoredResources;
import org.plumbline.resource.Traits;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.triage.TriageService;
import org.plumbline.web.intake.PageSource;
import org.plumbline.web.intake.ReadIntake;
import org.plumbline.web.json.Build;

/**
 * Makes a QuestionnaireResponse of what a patient answered on our pages, and has it read, kept and
 * assessed like every other.
 */
@ApplicationScoped
class Submission {
  private static final FaultLog FAULTS = FaultLog.of(Submission.class);
  private static final String UCUM = "http://unitsofmeasure.org";

  private PageSource source;
  private TriageService triage;
  private StoredResources stored;
  private Clinics clinics;
  private Clock clock;
  private final PatientForm form = PatientForm.load();

  /** A question that was asked because it decides, and was left without an answer. */
  static final Provenance PASSED_BY = Provenance.of("QuestionnaireResponse", Instant.EPOCH);

  @SuppressWarnings("NullAway.Init")
  protected Submission() {} // required by the container

  @Inject
  Submission(
      PageSource source,
      TriageService triage,
      StoredResources stored,
      Clinics clinics,
      Clock clock) {
    this.source = source;
    this.triage = triage;
    this.stored = stored;
    this.clinics = clinics;
    this.clock = clock;
  }

  PatientForm form() {
    return form;
  }

  /** The time zone of the clinic, in which the patient reads the clock. */
  ZoneId zone(IntakeLink link) {
    return clinics.of(link.tenant()).zone();
  }

  /** The clock that answers are read by. */
  Instant now() {
    return clock.instant();
  }

  /** The answers so far, as the rules read them. */
  Intake intake(IntakeLink link, Answers answers) {
    return read(link, answers, false, now(link)).intake();
  }

  private OffsetDateTime now(IntakeLink link) {
    return OffsetDateTime.now(clock.withZone(zone(link))).truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Keeps the answers as they are and has them assessed and recorded.
   *
   * @return without an id when the database is away: then nobody at the clinic knows of it
   */
  RecordedAssessment record(IntakeLink link, Answers answers, boolean finished) {
    return record(link, answers, finished, Route.PATIENT_LINK);
  }

  /** The same of a recheck, which is a response of its own: the one before stays as it was. */
  RecordedAssessment recheck(IntakeLink link, Answers answers) {
    return record(link.under(UUID.randomUUID()), answers, true, Route.RECHECK);
  }

  private RecordedAssessment record(
      IntakeLink link, Answers answers, boolean finished, Route route) {
    var now = now(link);
    var read = read(link, answers, finished, now);
    try {
      keep(link, response(link, answers, finished, now), read);
    } catch (EJBException e) {
      FAULTS.undone("answers not kept", e);
    }
    return triage.assess(read.visit(link.tenant(), route), read.intake());
  }

  private void keep(IntakeLink link, JsonObject response, ReadIntake read) {
    var canonical = form.canonical().split("\\|")[0];
    stored.add(
        new Key(link.tenant(), "QuestionnaireResponse", new Id(link.id().toString())),
        response.toString(),
        new Traits(
            Optional.of(link.patient().value()),
            Optional.empty(),
            Optional.of(response.getString("status")),
            Optional.of(read.answeredAt()),
            Optional.of(link.patient().value()),
            Optional.of(canonical)),
        OptionalInt.empty());
  }

  private ReadIntake read(IntakeLink link, Answers answers, boolean finished, OffsetDateTime now) {
    var asked = new LinkedHashMap<Fact, Given>();
    for (var group : form.groups()) {
      for (var question : group.questions()) {
        answers
            .asked(question.linkId())
            .ifPresent(it -> asked.put(question.fact(), question.given(it)));
      }
    }
    return source.read(
        new PageSource.Sheet(
            link.patient(),
            new ResponseReference("QuestionnaireResponse/" + link.id()),
            now,
            zone(link),
            finished,
            listed(answers)),
        asked,
        marks(link, answers, now));
  }

  private static Set<Fact> listed(Answers answers) {
    return answers.trail().listed().stream()
        .flatMap(it -> Fact.of(it).stream())
        .collect(Collectors.toSet());
  }

  /** What is kept of the answers: each as it was given, with the words of the form. */
  JsonObject response(IntakeLink link, Answers answers, boolean finished, OffsetDateTime now) {
    var zone = zone(link);
    var patient = link.patient().value();
    var groups = Build.array();
    for (var group : form.groups()) {
      var items = Build.array();
      var any = false;
      for (var item : group.questions()) {
        var value =
            answers.enabled(item)
                ? value(item, answers, zone)
                : Optional.<JsonObjectBuilder>empty();
        if (value.isPresent()) {
          items.add(
              Build.object()
                  .add("linkId", item.linkId())
                  .add("text", item.text().english())
                  .add("answer", Build.array().add(value.get())));
          any = true;
        }
      }
      if (any) {
        groups.add(Build.object().add("linkId", group.linkId()).add("item", items));
      }
    }
    var response =
        Build.object().add("resourceType", "QuestionnaireResponse").add("id", link.id().toString());
    answers.language().ifPresent(it -> response.add("language", it.code()));
    contain(response, marks(link, answers, now));
    return response
        .add("questionnaire", form.canonical())
        .add("status", finished ? "completed" : "in-progress")
        .add("subject", Build.object().add("reference", patient))
        .add("authored", now.toString())
        .add("author", Build.object().add("reference", patient))
        .add("source", Build.object().add("reference", patient))
        .add("item", groups)
        .build();
  }

  /**
   * FHIR wants what is contained to be named: the response is the completion of what was marked.
   */
  private static void contain(JsonObjectBuilder response, List<JsonObject> observations) {
    if (observations.isEmpty()) {
      return;
    }
    var contained = Build.array();
    var parts = Build.array();
    for (var observation : observations) {
      contained.add(observation);
      parts.add(Build.object().add("reference", "#" + observation.getString("id")));
    }
    response.add("contained", contained).add("partOf", parts);
  }

  private List<JsonObject> marks(IntakeLink link, Answers answers, OffsetDateTime now) {
    var system = form.canonical().replaceFirst("/Questionnaire/.*", BodyChart.SYSTEM);
    var located = answers.to("pain-location").filter(it -> !it.equals("dont-know")).isPresent();
    return BodyChart.observations(
        answers.marks(), located, system, link.patient().value(), now.toString());
  }

  private static Optional<JsonObjectBuilder> value(Question item, Answers answers, ZoneId zone) {
    return answers
        .to(item.linkId())
        .flatMap(
            said ->
                switch (item.type()) {
                  case CHOICE -> item.option(said).map(Submission::coding);
                  case INTEGER ->
                      Optional.of(Build.object().add("valueInteger", Integer.parseInt(said)));
                  case DATE_TIME -> Optional.of(moment(said, zone));
                  case QUANTITY -> Optional.of(quantity(item, answers));
                  case DECIMAL ->
                      Optional.of(Build.object().add("valueDecimal", new BigDecimal(said)));
                });
  }

  private static JsonObjectBuilder coding(Option option) {
    return Build.object()
        .add(
            "valueCoding",
            Build.object()
                .add("system", option.system())
                .add("code", option.code())
                .add("display", option.display().english()));
  }

  private static JsonObjectBuilder moment(String said, ZoneId zone) {
    var at = LocalDateTime.parse(said).atZone(zone).toOffsetDateTime();
    return Build.object()
        .add("valueDateTime", at.withNano(0).format(DateTimeFormatter.ISO_OFFSET_DATE_TIME));
  }

  private static JsonObjectBuilder quantity(Question item, Answers answers) {
    var code = answers.unit(item.linkId());
    // As the form offers it: a validator compares code and words.
    var words = item.unit(code).map(it -> it.display().english()).orElse(code);
    return Build.object()
        .add(
            "valueQuantity",
            Build.object()
                .add("value", new BigDecimal(answers.number(item.linkId())))
                .add("system", UCUM)
                .add("code", code)
                .add("unit", words));
  }
}
