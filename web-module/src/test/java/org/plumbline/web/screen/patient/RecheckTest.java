package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.form.Question;
import org.plumbline.web.screen.page.Sent;

class RecheckTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final PatientForm FORM = PatientForm.load();
  private static final Duration THREE_DAYS = Duration.ofHours(72);

  /** A sore adult of 30 who has no finding. */
  static Answers sore() {
    var answers = new Answers();
    FORM.groups().stream()
        .flatMap(it -> it.questions().stream())
        .filter(it -> it.forPatient() && it.finding())
        .map(Question::linkId)
        .forEach(it -> answers.put(it, "N"));
    answers.put("age", "30");
    answers.put("trend", "improving");
    answers.put("pain-now", "4");
    answers.put("pain-worst", "6");
    answers.put("duration-weeks", "1 d");
    return answers;
  }

  private static Intake read(Answers answers) {
    var said = new ArrayList<Statement>();
    for (var group : FORM.groups()) {
      for (var question : group.questions()) {
        answers
            .asked(question.linkId())
            .flatMap(it -> question.value(question.given(it)))
            .ifPresent(
                it ->
                    said.add(
                        new Statement(
                            question.fact(),
                            it,
                            Provenance.of("QuestionnaireResponse/1", Instant.EPOCH))));
      }
    }
    return Intake.of(said);
  }

  private static Urgency urgency(Answers answers) {
    return KNOWLEDGE.verdict(read(answers)).urgency();
  }

  private static Sent sent(String... form) {
    Map<String, List<String>> values = new HashMap<>();
    for (var i = 0; i < form.length; i += 2) {
      values.computeIfAbsent(form[i], it -> new ArrayList<>()).add(form[i + 1]);
    }
    return Sent.of(name -> values.getOrDefault(name, List.of()));
  }

  private static final String[] ALL_NONE = {
    "rest.ambulance", "none", "rest.emergency", "none", "rest.same-day", "none"
  };

  private static Sent fared(String pain, String trend, String... more) {
    var all = new ArrayList<>(List.of("pain-now", pain, "trend", trend));
    all.addAll(List.of(more));
    return sent(all.toArray(String[]::new));
  }

  private static Answers after(Answers before, Sent sent) {
    var recheck = new Recheck(read(before));
    var said = recheck.read(sent, FORM);
    assertEquals(List.of(), said.faults());
    return recheck.answers(before, THREE_DAYS, said);
  }

  @Test
  void whoIsBetterAndHasNoSignStaysAtSelfCare() {
    assertEquals(Urgency.SELF_CARE, urgency(sore()));
    var now = after(sore(), fared("2", "improving", ALL_NONE));
    assertEquals(Urgency.SELF_CARE, urgency(now));
    assertEquals("2", now.to("pain-now").orElseThrow());
    assertEquals("6", now.to("pain-worst").orElseThrow());
  }

  @Test
  void whoIsWorseIsSeenByAClinician() {
    assertEquals(Urgency.ROUTINE, urgency(after(sore(), fared("7", "worsening", ALL_NONE))));
    assertEquals(
        "7", after(sore(), fared("7", "worsening", ALL_NONE)).to("pain-worst").orElseThrow());
  }

  /** Without it three days pass by a spell that was told in days. */
  @Test
  void aSpellOfPainHasLastedForLonger() {
    var now = after(sore(), fared("4", "same", ALL_NONE));
    assertEquals("4.0 d", now.to("duration-weeks").orElseThrow());
    assertEquals(Urgency.ROUTINE, urgency(now));
  }

  @Test
  void everySignIsAtLeastAsUrgentAsItsListOrWhatTheRulesSayOfIt() {
    var before = sore();
    var milder = new ArrayList<String>();
    var tried = 0;
    for (var list : new Recheck(read(before)).lists()) {
      // Of two lists safety-net.yaml says why they are stricter than the rules.
      var least =
          switch (list.urgency()) {
            case AMBULANCE -> Urgency.EMERGENCY;
            case SAME_DAY -> Urgency.URGENT;
            default -> list.urgency();
          };
      for (var asked : list.signs()) {
        tried++;
        var told = urgency(after(before, fared("4", "improving", "sign", asked.sign().id())));
        if (told.compareTo(least) < 0) {
          milder.add(asked.sign().id() + " " + told.code());
        }
      }
    }
    assertEquals(List.of(), milder);
    assertTrue(tried > 30, String.valueOf(tried));
  }

  @Test
  void whoIsNotSureMakesNothingAbsent() {
    var now =
        after(
            sore(),
            fared(
                "2",
                "improving",
                "rest.ambulance",
                "none",
                "rest.emergency",
                "unsure",
                "rest.same-day",
                "none"));
    assertTrue(read(now).value(Fact.SADDLE_NUMBNESS).isUnknown());
    assertTrue(urgency(now).compareTo(Urgency.SELF_CARE) > 0);
  }

  @Test
  void whoTicksASignIsAnsweredWhateverIsLeftOpen() {
    var recheck = new Recheck(read(sore()));
    var said = recheck.read(sent("sign", "saddle-numbness"), FORM);
    assertEquals(List.of(), said.faults());
    var now = recheck.answers(sore(), THREE_DAYS, said);
    assertEquals(Urgency.EMERGENCY, urgency(now));
    assertTrue(read(now).value(Fact.PAIN_NOW).isUnknown());
  }

  @Test
  void whatIsLeftOpenIsNamedAndTakenForNothing() {
    var recheck = new Recheck(read(sore()));
    assertEquals(
        List.of("pain-now", "trend", "ambulance", "emergency", "same-day"),
        recheck.read(sent("pain-now", "11", "trend", "great", "sign", "nonsense"), FORM).faults());
  }

  @Test
  void whatWasToldBeforeIsAskedForWhenItIsWorse() {
    var before = sore();
    before.put("fever", "Y");
    var fever =
        new Recheck(read(before))
            .lists().stream()
                .flatMap(it -> it.signs().stream())
                .filter(it -> it.sign().id().equals("fever"))
                .toList();
    assertEquals(List.of(true), fever.stream().map(Recheck.Asked::worse).toList());
    var now = after(before, fared("4", "improving", "sign", "fever"));
    assertEquals("worsening", now.to("trend").orElseThrow());
  }
}
