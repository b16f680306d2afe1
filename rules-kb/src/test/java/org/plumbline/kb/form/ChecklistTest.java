package org.plumbline.kb.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.Intakes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/** The rules say of each list what its ticks tell. */
class ChecklistTest {
  private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.load();
  private static final Map<Checklist.Tick, Set<Urgency>> TOLD =
      Map.of(
          Checklist.Tick.NOW, Set.of(Urgency.EMERGENCY, Urgency.AMBULANCE),
          Checklist.Tick.SOON, Set.of(Urgency.URGENT, Urgency.SAME_DAY),
          Checklist.Tick.LATER, Set.of(Urgency.SELF_CARE, Urgency.ROUTINE, Urgency.URGENT));

  /** What one tick makes certain of an adult of 30 who has none of the core findings. */
  private static Urgency alone(Fact fact) {
    var given = new EnumMap<Fact, Value>(Fact.class);
    Fact.GROUPS.get("core").forEach(it -> given.put(it, Presence.ABSENT));
    given.put(Fact.AGE, new Reading(30));
    given.put(fact, Presence.PRESENT);
    return KNOWLEDGE.outlook().certain(Intakes.of(given)).urgency();
  }

  @Test
  void aTickTellsWhatItsListSays() {
    var faults = new ArrayList<String>();
    for (var list : Checklist.all()) {
      for (var sign : list.signs()) {
        var urgency = alone(sign.fact());
        if (!TOLD.get(list.tick()).contains(urgency)) {
          faults.add(
              "%s in %s is %s alone, not %s"
                  .formatted(sign.fact().code(), list.id(), urgency.code(), list.tick()));
        }
      }
    }
    assertEquals(List.of(), faults);
  }

  @Test
  void everySignIsAQuestionOfThePatient() {
    for (var list : Checklist.all()) {
      for (var sign : list.signs()) {
        var question = Form.load().question(sign.fact()).orElseThrow();
        assertTrue(question.finding() && question.forPatient(), sign.fact()::code);
        assertEquals(list, Checklist.of(sign.fact()).orElseThrow());
      }
    }
  }
}
