package org.plumbline.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.fact.Value;
import org.plumbline.triage.RecordedAssessment;

/**
 * Patients for the tests of what is said: the written ones, and every sign of the safety net told
 * by a patient of every disposition.
 */
public final class WrittenPatients {
  /** When they answered. */
  public static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");

  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Path KNOWLEDGE_SOURCE = Path.of("..", "rules-kb");
  private static final List<Path> CASES =
      List.of(
          KNOWLEDGE_SOURCE.resolve("src/test/resources/cases/patient/cases.yaml"),
          KNOWLEDGE_SOURCE.resolve("knowledge/contract/published-cases.yaml"));
  private static final Pattern GIVEN = Pattern.compile("    ([a-z0-9-]+): '?([^']+)'?");

  private WrittenPatients() {}

  /** Every patient, assessed. */
  public static List<RecordedAssessment> all() {
    var all = new ArrayList<Map<Fact, Value>>(written());
    for (var base : ofEveryDisposition().values()) {
      all.add(base);
      NetSign.all().forEach(sign -> sign.reported().forEach(way -> all.add(told(base, way))));
    }
    return all.stream().map(WrittenPatients::assessed).toList();
  }

  private static RecordedAssessment assessed(Map<Fact, Value> values) {
    var intake =
        Intake.of(
            values.entrySet().stream()
                .map(
                    it ->
                        new Statement(
                            it.getKey(),
                            it.getValue(),
                            Provenance.of("QuestionnaireResponse/1", AT)
                                .answering(it.getKey().code())))
                .toList());
    return new RecordedAssessment(Optional.empty(), intake, KNOWLEDGE.assess(intake));
  }

  /** One patient for each disposition, who has answered everything. */
  private static Map<Urgency, Map<Fact, Value>> ofEveryDisposition() {
    var patients = new EnumMap<Urgency, Map<Fact, Value>>(Urgency.class);
    for (var answered :
        List.of(
            Optional.<Fact>empty(),
            Optional.of(Fact.NIGHT_PAIN),
            Optional.of(Fact.WEIGHT_LOSS_UNEXPLAINED),
            Optional.of(Fact.BLOOD_IN_URINE),
            Optional.of(Fact.DARK_URINE),
            Optional.of(Fact.PARALYSIS_SUDDEN))) {
      var values = settled();
      answered.ifPresent(it -> values.put(it, Presence.PRESENT));
      patients.put(assessed(values).assessment().urgency(), values);
    }
    if (patients.size() != Urgency.values().length) {
      throw new IllegalStateException("only " + patients.keySet());
    }
    return patients;
  }

  private static Map<Fact, Value> settled() {
    var values = new EnumMap<Fact, Value>(Fact.class);
    for (var fact : Fact.values()) {
      if (fact.kind() == Fact.Kind.FINDING) {
        values.put(fact, Presence.ABSENT);
      }
    }
    values.put(Fact.AGE, new Reading(30));
    values.put(Fact.HOURS_SINCE_LIFT, new Reading(20));
    values.put(Fact.PAIN_NOW, new Reading(3));
    return values;
  }

  private static Map<Fact, Value> told(Map<Fact, Value> base, Collection<NetSign.Answer> way) {
    var values = new EnumMap<>(base);
    for (var answer : way) {
      values.put(
          answer.fact(),
          answer.value().orElse(new Reading(Double.isFinite(answer.from()) ? answer.from() : 0)));
    }
    return values;
  }

  private static List<Map<Fact, Value>> written() {
    return CASES.stream().flatMap(it -> read(it).stream()).toList();
  }

  /** The blocks "given" of a file; docs/style.md fixes their shape. */
  private static List<Map<Fact, Value>> read(Path file) {
    var patients = new ArrayList<Map<Fact, Value>>();
    var within = false;
    for (var line : lines(file)) {
      var given = GIVEN.matcher(line);
      if (line.matches("  given:.*")) {
        patients.add(new EnumMap<>(Fact.class));
        within = true;
      } else if (within && given.matches()) {
        Fact.of(given.group(1))
            .ifPresent(
                fact ->
                    patients
                        .get(patients.size() - 1)
                        .put(fact, Value.parse(fact, given.group(2).strip())));
      } else {
        within = false;
      }
    }
    return patients;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
