package org.plumbline.web.intake;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Statement;

/** Entries of a record, and what is read of them, without a response. */
final class Entries {
  private static final RecordCodes CODES = RecordCodes.load();
  private static final UnreadCodes UNREAD = new UnreadCodes();
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-20T08:00:00+01:00");

  private Entries() {}

  /** What is read of them; none of them may be at fault. */
  static RecordReader read(String... entries) {
    var faults = new Faults();
    var reader = new RecordReader(CODES, UNREAD, NOW);
    for (var entry : entries) {
      reader.read(new Node("", JsonBody.parse(entry.getBytes(StandardCharsets.UTF_8)), faults));
    }
    assertTrue(faults.none(), () -> faults.all().toString());
    return reader;
  }

  /** What they say. */
  static List<Statement> statements(String... entries) {
    return read(entries).statements(List.of());
  }

  /** Whether they make a fact present. */
  static boolean say(Fact fact, String... entries) {
    return statements(entries).stream()
        .anyMatch(it -> it.fact() == fact && it.value() == Presence.PRESENT);
  }

  static String condition(String system, String code, String display) {
    return """
        {"resourceType":"Condition","id":"c1","code":{"coding":[
          {"system":"%s","code":"%s","display":"%s"}]}}
        """
        .formatted(system, code, display);
  }

  static String medicine(String system, String code, String display, String more) {
    return """
        {"resourceType":"MedicationRequest","id":"m1","status":"active","medicationCodeableConcept":
          {"coding":[{"system":"%s","code":"%s","display":"%s"}]}%s}
        """
        .formatted(system, code, display, more);
  }
}
