package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.web.intake.IntakeReader;
import org.plumbline.web.intake.PlainIntake;
import org.plumbline.web.json.Build;

/**
 * Patients who take the pages to their end, without a script: they are told what the same answers
 * come to through another door, at few interactions.
 */
class ShortIntakeWalkTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  /** Without a script a list is left by a tap more than where a tick interrupts at once. */
  private static final int SORE_INTERACTIONS = 40;

  private static final int RED_FLAG_INTERACTIONS = 20;

  @TempDir Path folder;
  private Phone phone;

  @BeforeEach
  void open() {
    phone = new Phone(folder);
  }

  private Phone.Walk walk(String name, Map<String, String> patient) {
    var walk = phone.walk(patient);
    System.out.printf(
        "walk of %s: %d interactions on %d pages%n", name, walk.interactions(), walk.pages());
    return walk;
  }

  /** What is recorded at the end. */
  private Assessment sent() {
    phone.send("review", "1");
    assertTrue(phone.link.finishedAt().isPresent());
    return KNOWLEDGE.assess(phone.recorded.get(phone.recorded.size() - 1));
  }

  /** All that the patient could say, as a system without FHIR sends it. */
  private Assessment byAnotherDoor(Map<String, String> patient) {
    var facts = Build.object();
    for (var question : StepText.ofPatient()) {
      var said = patient.get(question.linkId());
      if (said == null && question.finding()) {
        facts.add(question.linkId(), "absent");
      } else if (said != null && question.fact().kind() == Fact.Kind.READING) {
        facts.add(question.linkId(), Double.parseDouble(said));
      } else if (said != null) {
        facts.add(question.linkId(), said);
      }
    }
    var body = Build.object().add("patient", "1").add("facts", facts).build().toString();
    var clock = Clock.fixed(phone.clock.instant(), ZoneOffset.UTC);
    var door = new PlainIntake(new IntakeReader(clock, ClinicSettings.DEFAULT), clock);
    return KNOWLEDGE.assess(door.read(body.getBytes(StandardCharsets.UTF_8)).intake());
  }

  private static String leaning(Assessment assessment) {
    return assessment
        .leaning()
        .map(it -> it.leader() + " " + it.band() + " " + it.radiculopathy())
        .orElse("not told");
  }

  private void endsAsElsewhere(Map<String, String> patient) {
    var here = sent();
    var elsewhere = byAnotherDoor(patient);
    assertEquals(elsewhere.urgency(), here.urgency());
    assertEquals(leaning(elsewhere), leaning(here));
  }

  @Test
  void soreLifter() {
    var walk = walk("a sore lifter", Patients.SORE);
    assertTrue(walk.interactions() <= SORE_INTERACTIONS, walk::toString);
    endsAsElsewhere(Patients.SORE);
  }

  @Test
  void radicular() {
    walk("a radicular patient", Patients.RADICULAR);
    endsAsElsewhere(Patients.RADICULAR);
  }

  @Test
  void caudaEquina() {
    var walk = walk("a cauda equina", Patients.CAUDA_EQUINA);
    assertTrue(walk.interactions() <= RED_FLAG_INTERACTIONS, walk::toString);
    assertTrue(walk.last().text().contains("We have told your clinic"), walk.last().text());
    assertTrue(phone.follow(phone.get()).text().contains("id=\"sos\""));
    assertEquals(byAnotherDoor(Patients.CAUDA_EQUINA).urgency(), sent().urgency());
    assertEquals(Urgency.EMERGENCY, KNOWLEDGE.assess(phone.recorded.get(0)).urgency());
  }

  @Test
  void childWithAParent() {
    var walk = walk("a child of 14", Patients.CHILD);
    assertFalse(walk.asked().contains("sexual-dysfunction"), walk::toString);
    endsAsElsewhere(Patients.CHILD);
  }

  @Test
  void whatWasNotAskedStaysUnknown() {
    phone.walk(Patients.SORE);
    sent();
    var read = phone.recorded.get(phone.recorded.size() - 1);
    assertTrue(read.statement(Fact.HITCHING).isEmpty(), "a question of the plan");
  }

  @Test
  void planIsAskedAfterTheResultAndRecordedAnew() {
    phone.walk(Patients.SORE);
    var before = sent();
    var records = phone.recorded.size();
    var walk = phone.walk(Patients.SORE, "plan", "1");
    assertTrue(walk.pages() > 0, walk::toString);
    assertEquals(records + 1, phone.recorded.size());
    var after = KNOWLEDGE.assess(phone.recorded.get(records));
    assertEquals(before.urgency(), after.urgency());
    assertTrue(phone.recorded.get(records).statement(Fact.HITCHING).isPresent());
    phone.send("asked", "saddle-numbness", "saddle-numbness", "Y");
    assertTrue(
        Answers.of(phone.link.answers()).is("saddle-numbness", "N"), "nothing else is taken");
  }
}
