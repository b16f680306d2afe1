package org.plumbline.web.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Unit;
import org.plumbline.web.intake.Missed.Part;
import org.plumbline.web.intake.Unassessed.Kind;

/**
 * Reads age, sex and history from the record. A record may make a fact present, never absent: what
 * is not in the list is not denied by it. Entries that say nothing to us are counted, not refused.
 */
final class RecordReader {
  private static final Set<String> IGNORED_VERIFICATION = Set.of("refuted", "entered-in-error");
  private static final Set<String> PAST = Set.of("inactive", "remission", "resolved");
  private static final Set<String> FINAL = Set.of("final", "amended", "corrected");
  private static final Set<String> TAKEN = Set.of("active", "on-hold", "unknown");
  private static final Set<String> NEVER_TAKEN =
      Set.of("intended", "not-taken", "draft", "cancelled", "declined", "preparation");
  private static final Set<String> AT_LEAST = Set.of(">", ">=");

  /** No entry of a record is older; what says so stands for no date. */
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

  private final RecordCodes codes;
  private final UnreadCodes unreadCodes;
  private final OffsetDateTime authored;
  private final List<Statement> statements = new ArrayList<>();
  private final Map<Fact, Statement> newest = new EnumMap<>(Fact.class);
  private final Set<Missed> missed = new LinkedHashSet<>();
  private final Medicines medicines;
  private final List<Unassessed> unassessed = new ArrayList<>();
  private int unread;

  RecordReader(RecordCodes codes, UnreadCodes unreadCodes, OffsetDateTime authored) {
    this.codes = codes;
    this.unreadCodes = unreadCodes;
    this.authored = authored;
    this.medicines = new Medicines(codes, authored);
  }

  /**
   * What the record says.
   *
   * @param answered what was answered: beside it the record's older reading of a vital sign does
   *     not count
   */
  List<Statement> statements(List<Statement> answered) {
    var all = new ArrayList<>(statements);
    newest.values().stream()
        .filter(it -> answered.stream().noneMatch(answer -> answer.fact() == it.fact()))
        .forEach(all::add);
    return all;
  }

  /** How many entries of the record said nothing that the knowledge base reads. */
  int unread() {
    return unread;
  }

  /** What of the record could not be read. */
  Set<Missed> missed() {
    return missed;
  }

  /** The entries that may matter and that no rule reads, each once, those of tumours first. */
  List<Unassessed> unassessed() {
    var stated = statements.stream().map(Statement::fact).collect(Collectors.toSet());
    return Stream.concat(unassessed.stream(), medicines.ofUnknownLength(stated).stream())
        .distinct()
        .sorted(Comparator.comparing(Unassessed::kind))
        .toList();
  }

  void read(Node resource) {
    switch (resource.text("resourceType").orElse("")) {
      case "Patient" -> patient(resource);
      case "Condition" -> watched(resource, Part.CONDITION, () -> listed(resource));
      case "AllergyIntolerance" ->
          watched(resource, Part.ALLERGY, () -> listed(resource.leniently()));
      case "Observation" -> watched(resource, Part.MEASUREMENT, () -> observation(resource));
      case "MedicationStatement", "MedicationRequest", "MedicationDispense" ->
          watched(resource, Part.MEDICINE, () -> medication(resource));
      case "Questionnaire" -> {} // what was asked in an adaptive form is no entry of the record
      case "" -> missed.add(Missed.of(Part.ENTRY));
      default -> unread++;
    }
  }

  /** Reads a part; where it has a fault, it is missed, whatever else was understood of it. */
  private void watched(Node resource, Part part, Runnable reading) {
    var before = resource.faults().count();
    reading.run();
    if (resource.faults().count() > before) {
      missed.add(Missed.of(part));
    }
  }

  private void patient(Node patient) {
    var at = authored.toInstant();
    watched(patient, Part.SEX, () -> state(Fact.SEX, PatientReader.sex(patient), patient, at));
    watched(
        patient,
        Part.BIRTH_DATE,
        () -> state(Fact.AGE, PatientReader.age(patient, authored.toLocalDate()), patient, at));
  }

  /** An entry of the list of problems or of allergies. */
  private void listed(Node entry) {
    var verification = codes(entry, "verificationStatus");
    if (verification.stream().anyMatch(IGNORED_VERIFICATION::contains)) {
      return;
    }
    var past =
        codes(entry, "clinicalStatus").stream().anyMatch(PAST::contains)
            || entry.names().stream().anyMatch(it -> it.startsWith("abatement"));
    present(entry.text("resourceType").orElseThrow(), entry, Said.of(entry, "code"), past);
  }

  private void medication(Node medication) {
    var status = medication.text("status").orElse("unknown");
    if (status.equals("entered-in-error")) {
      return;
    }
    var said = Medicines.said(medication);
    present(Medicines.RESOURCE, medication, said, !TAKEN.contains(status));
    if (!NEVER_TAKEN.contains(status)) {
      medicines.add(medication, said, TAKEN.contains(status)).stream()
          .filter(code -> statements.stream().noneMatch(it -> it.fact() == code.fact()))
          .forEach(
              code ->
                  state(code.fact(), Optional.of(code.value()), medication, recorded(medication)));
    }
  }

  private void present(String type, Node resource, Said said, boolean past) {
    var known = codes.of(type, said);
    var found =
        known.stream()
            .filter(code -> !past || code.when().evenIfPast())
            .filter(code -> code.when().courses().isEmpty())
            .filter(code -> code.when().within().isEmpty() || dated(resource, code))
            .toList();
    var stated = new HashSet<Fact>();
    found.stream()
        .filter(code -> stated.add(code.fact()))
        .forEach(
            code -> state(code.fact(), Optional.of(code.value()), resource, recorded(resource)));
    unread += found.isEmpty() ? 1 : 0;
    if (known.isEmpty()) {
      unreadCodes.of(resource, said, mayBe(type, past)).ifPresent(unassessed::add);
    }
  }

  /** What an entry that no rule reads may be; an old tumour matters, an old strain does not. */
  private static Set<Kind> mayBe(String type, boolean past) {
    return switch (type) {
      case "Condition" -> past ? Set.of(Kind.CANCER) : Set.of(Kind.CANCER, Kind.BACK);
      case Medicines.RESOURCE -> past ? Set.of() : Set.of(Kind.PLATELET_INHIBITOR);
      default -> Set.of();
    };
  }

  /** Whether it began, or was recorded, as lately as the code asks for. */
  private boolean dated(Node resource, RecordCode code) {
    return resource
        .text("onsetDateTime")
        .or(() -> resource.text("recordedDate"))
        .flatMap(it -> Moment.earliest(it, authored.getOffset()))
        .filter(it -> current(it, code))
        .isPresent();
  }

  private void observation(Node observation) {
    if (!FINAL.contains(observation.text("status").orElse(""))) {
      return;
    }
    var smoking = observation.object("valueCodeableConcept").isPresent();
    if (smoking) {
      present("Observation", observation, Said.of(observation, "valueCodeableConcept"), false);
      return;
    }
    // A blood pressure has its two numbers as components.
    var read =
        Stream.concat(Stream.of(observation), observation.objects("component").stream())
            .filter(part -> measured(observation, part))
            .count();
    unread += read == 0 ? 1 : 0;
  }

  /** Reads a measurement, or a part of it; false when it says nothing to us. */
  private boolean measured(Node observation, Node part) {
    var code = codes.of("Observation", Said.of(part, "code")).stream().findFirst();
    var reading = code.flatMap(it -> measured(observation, part, it));
    reading.filter(it -> !code.orElseThrow().when().newest()).ifPresent(statements::add);
    reading
        .filter(it -> code.orElseThrow().when().newest())
        .ifPresent(it -> newest.merge(it.fact(), it, RecordReader::later));
    return reading.isPresent();
  }

  private static Statement later(Statement one, Statement other) {
    return other.from().at().isAfter(one.from().at()) ? other : one;
  }

  private Optional<Statement> measured(Node observation, Node part, RecordCode code) {
    var at =
        observation.text("effectiveDateTime").flatMap(Moment::exact).map(OffsetDateTime::toInstant);
    var quantity =
        part.object("valueQuantity")
            .filter(
                it -> !it.has("comparator") || AT_LEAST.contains(it.text("comparator").orElse("")));
    if (at.isEmpty() || quantity.isEmpty() || !current(at.get(), code)) {
      return Optional.empty();
    }
    var unit = quantity.get().text("code").flatMap(it -> Unit.of(it, code.fact().unit()));
    var number = quantity.get().number("value");
    return unit.flatMap(it -> number.flatMap(value -> within(code.fact(), it.convert(value))))
        .map(value -> new Statement(code.fact(), value, from(observation, at.get())));
  }

  private boolean current(Instant at, RecordCode code) {
    var apart = Duration.between(at, authored.toInstant()).abs();
    return code.when().within().filter(limit -> apart.compareTo(limit) <= 0).isPresent();
  }

  private static Optional<Value> within(Fact fact, double number) {
    try {
      return Optional.of(Reading.within(fact, number));
    } catch (IllegalArgumentException outOfRange) {
      return Optional
          .empty(); // counted as not read: a record is not refused for what another system stored
    }
  }

  private void state(Fact fact, Optional<Value> value, Node resource, Instant at) {
    value.ifPresent(it -> statements.add(new Statement(fact, it, from(resource, at))));
  }

  private static Provenance from(Node resource, Instant at) {
    return Provenance.of(Reference.of(resource), at);
  }

  private Instant recorded(Node resource) {
    return resource
        .text("recordedDate")
        .or(() -> resource.text("authoredOn"))
        .or(() -> resource.text("dateAsserted"))
        .flatMap(it -> Moment.earliest(it, authored.getOffset()))
        .filter(it -> !it.isBefore(FIRST) && !it.isAfter(authored.toInstant()))
        .orElse(authored.toInstant());
  }

  /** The codes of a status, which was a text before FHIR R4. */
  private static List<String> codes(Node resource, String name) {
    if (resource.look(name).isPresent()) {
      return resource.look(name).stream().toList();
    }
    return RecordCode.Coding.of(resource, name).stream().map(RecordCode.Coding::code).toList();
  }
}
