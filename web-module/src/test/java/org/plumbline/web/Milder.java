package org.plumbline.web;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.plumbline.history.AssessmentId;
import org.plumbline.history.Conclusions;
import org.plumbline.history.KeptWords;
import org.plumbline.history.LiveKnowledge;
import org.plumbline.history.StoredAssessment;
import org.plumbline.history.StoredAssessment.Concluded;
import org.plumbline.history.StoredAssessment.Version;
import org.plumbline.history.StoredAssessment.Version.Hash;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.edge.KnowledgeJar;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

/**
 * A version of then for which saddle numbness was urgent and which had other words, and what it has
 * recorded.
 */
public final class Milder {
  public static final Instant AT = Instant.parse("2026-11-20T08:00:00Z");
  public static final String VERSION = "0.0.9";

  /** What the red flag was called and claimed then. */
  public static final String TITLE = "Numb where the saddle is";

  public static final String CLAIM = "So it was claimed then.";

  /** What the patient was told then. */
  public static final String TOLD = "See somebody by the day after tomorrow.";

  private static final String RULE = "saddle-sensory-change";
  private static final KnowledgeBase LIVE = KnowledgeBase.load();
  private static final ChangedKnowledge KNOWLEDGE = new ChangedKnowledge(Milder::change);
  private static final Map<String, String> TEXTS = KNOWLEDGE.texts();

  private Milder() {}

  private static UnaryOperator<String> change(List<String> texts) {
    var rule = LIVE.rule(RULE).orElseThrow();
    var told = Instruction.of(Urgency.URGENT).wording().english();
    var others =
        new HashMap<>(
            Map.of(Library.VERSION, VERSION, rule.title(), TITLE, rule.claim(), CLAIM, told, TOLD));
    if (texts.contains(RULE)) {
      // The one class that concludes the red flag names the urgency with it.
      others.put(Urgency.EMERGENCY.name(), Urgency.URGENT.name());
    }
    return it -> others.getOrDefault(it, it);
  }

  /** What it has recorded of a patient with a numb saddle who answered nothing else. */
  public static StoredAssessment stored() {
    var said =
        new Statement(
            Fact.SADDLE_NUMBNESS, Presence.PRESENT, Provenance.of("QuestionnaireResponse/1", AT));
    var transcript =
        KNOWLEDGE.transcript(List.of(Map.entry(said.fact().code(), said.value().stored())));
    return new StoredAssessment(
        new AssessmentId(new UUID(0, 1)),
        new PatientReference("Patient/1"),
        AT,
        AT,
        true,
        List.of(said),
        Optional.empty(),
        new Concluded(
            new Version(VERSION, new Hash(KNOWLEDGE.hash())),
            part(transcript, "disposition", 2).findFirst().orElseThrow(),
            false,
            part(transcript, "red-flag", 1).toList(),
            transcript));
  }

  private static Stream<String> part(List<String> transcript, String kind, int position) {
    return transcript.stream()
        .filter(it -> it.startsWith(kind + " "))
        .map(it -> it.split(" ")[position]);
  }

  /** What was concluded by it and by the live knowledge. */
  public static Conclusions conclusions() {
    return new Conclusions(
        LIVE,
        new LiveKnowledge(KnowledgeJar.live().hash()),
        new KeptWords() {
          @Override
          public Map<String, String> of(Hash version) {
            return version.value().equals(KNOWLEDGE.hash()) ? TEXTS : Map.of();
          }
        });
  }
}
