package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.kb.conclusion.Urgency;
import org.yaml.snakeyaml.Yaml;

/** Patients that earlier knowledge sent home: what is told of them, and how soon at the latest. */
class KnownPatientsTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();

  @ParameterizedTest(name = "{0}: {2} at the latest")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          smoker of 59, hypertension, sudden constant pain  | age: 59, smoker: present, hypertension: present, severe-sudden-pain: present, pain-now: 8, constant-pain: present, hours-since-lift: 1 | same-day
          breathless after a heavy pull                     | breathless: present, onset: during-lift, hours-since-lift: 1 | same-day
          unrelenting pain and midline tenderness           | unrelenting-pain: present, midline-tenderness: present, duration-weeks: 1.4 | same-day
          64, steroids and thin bones, constant pain        | age: 64, osteoporosis: present, steroids-long-term: present, constant-pain: present, pain-now: 8, hours-since-lift: 10 | same-day
          unsteady legs with normal power                   | walking-new-difficulty: present, weakest-muscle-grade: 5, hours-since-lift: 10 | same-day
          unsteady legs, normal power, abnormal gait test   | walking-new-difficulty: present, weakest-muscle-grade: 5, upper-motor-neuron-signs: absent, gait-test-abnormal: present | same-day
          cancer, and pain down one leg                     | cancer-history: present, leg-pain: present, sexual-dysfunction: absent | same-day
          fever, and a foot that drops                      | fever: present, foot-drop: present | same-day
          75, night pain worsening for eight weeks          | age: 75, night-pain: present, trend: worsening, duration-weeks: 8 | urgent
          """)
  void whoWasSentHomeIsSeenInTime(String who, String told, String atTheLatest) {
    var given = new LinkedHashMap<String, Object>();
    given.put("all-core", "absent");
    given.put("age", 30);
    given.put("abdominal-pulsation", "absent");
    given.putAll(Case.cast(new Yaml().load("{" + told + "}")));
    var urgency = KNOWLEDGE.urgency(Intakes.of(Case.values(given)));
    assertTrue(
        urgency.compareTo(Urgency.of(atTheLatest.strip()).orElseThrow()) >= 0,
        () -> who + " is " + urgency);
  }
}
