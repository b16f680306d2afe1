package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.Urgency;

/**
 * The rules of the clinical table, read a second time. A red flag that is newer than the table is
 * read a second time by the CQL engine, which the profile ci runs on the exported rules.
 */
class SecondReadingTest {
  private static final int INTAKES = 100_000;
  private static final long SEED = 20261123;

  private final KnowledgeBase knowledge = KnowledgeBase.load();
  private final Set<String> table = ContractTest.redFlags().keySet();

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
      var flags = new TreeMap<String, Urgency>();
      actual.redFlags().forEach(flag -> flags.put(flag.id(), flag.urgency()));
      var newer = !table.containsAll(flags.keySet());
      flags.keySet().retainAll(table);
      assertEquals(new TreeMap<>(expected.redFlags()), flags, () -> values.toString());
      if (newer) {
        assertTrue(actual.urgency().compareTo(expected.urgency()) >= 0, () -> values.toString());
        continue;
      }
      var dispositions = new TreeSet<String>();
      actual.dispositions().stream().map(Disposition::id).forEach(dispositions::add);
      assertEquals(expected.dispositions(), dispositions, () -> values.toString());
      assertEquals(expected.urgency(), actual.urgency(), () -> values.toString());
    }
  }
}
