package org.plumbline.web.screen.patient;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.Handover;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;

/**
 * The answers that are an emergency by themselves, as the rules say: each question is put to the
 * knowledge base with a yes and nothing else known.
 */
final class StopSigns {
  private static final Provenance NOBODY = Provenance.of("QuestionnaireResponse", Instant.EPOCH);

  private final Map<String, StopSign> signs = new LinkedHashMap<>();

  /** An answer that is an emergency while nothing else is known. */
  record StopSign(String linkId, Urgency urgency) {}

  StopSigns(PatientForm form, KnowledgeBase knowledge) {
    var findings =
        form.groups().stream()
            .flatMap(it -> it.questions().stream())
            .filter(it -> it.forPatient() && it.finding())
            .toList();
    for (var item : findings) {
      var urgency = urgency(knowledge, Map.of(item.fact(), Presence.PRESENT));
      if (urgency.compareTo(Urgency.EMERGENCY) >= 0) {
        signs.put(item.linkId(), new StopSign(item.linkId(), urgency));
      }
    }
  }

  private static Urgency urgency(KnowledgeBase knowledge, Map<Fact, Presence> answers) {
    var statements = new ArrayList<Statement>();
    answers.forEach((fact, value) -> statements.add(new Statement(fact, value, NOBODY)));
    return knowledge.verdict(Intake.of(statements)).urgency();
  }

  /** Where a yes to one question alone leads. */
  static Handover alone(KnowledgeBase knowledge, Fact fact) {
    return knowledge
        .assess(Intake.of(List.of(new Statement(fact, Presence.PRESENT, NOBODY))))
        .handover();
  }

  /** The sign that a yes to this question is; empty when it is none. */
  Optional<StopSign> of(String linkId) {
    return Optional.ofNullable(signs.get(linkId));
  }

  List<StopSign> all() {
    return List.copyOf(signs.values());
  }
}
