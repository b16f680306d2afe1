package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.Urgency;

class SecondReadingTest {
  private static final int INTAKES = 100_000;
  private static final long SEED = 20261123;

  private final KnowledgeBase knowledge = KnowledgeBase.load();

  @Test
  void rulesConcludeWhatPlainJavaConcludes() {
    var random = new Random(SEED);
    for (var i = 0; i < INTAKES; i++) {
      var values =
          Intakes.randomValues(
              random, Math.pow(random.nextDouble(), 3), Math.pow(random.nextDouble(), 2));
      var intake = Intakes.of(values);
      var expected = new HandWrittenTriage(intake);
      var actual = knowledge.assess(intake);
      var flags = new LinkedHashMap<String, Urgency>();
      actual.redFlags().forEach(flag -> flags.put(flag.id(), flag.urgency()));
      assertEquals(
          new TreeMap<>(expected.redFlags()), new TreeMap<>(flags), () -> values.toString());
      var dispositions = new TreeSet<String>();
      actual.dispositions().stream().map(Disposition::id).forEach(dispositions::add);
      assertEquals(expected.dispositions(), dispositions, () -> values.toString());
      assertEquals(expected.urgency(), actual.urgency(), () -> values.toString());
    }
  }
}
