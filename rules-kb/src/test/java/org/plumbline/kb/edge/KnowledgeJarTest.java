package org.plumbline.kb.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class KnowledgeJarTest {
  private static final KnowledgeJar LIVE = KnowledgeJar.live();

  @Test
  void sameFilesHaveTheSameHash() {
    assertEquals(LIVE.hash(), KnowledgeJar.of(LIVE.allFiles()).hash());
  }

  @Test
  void changedByteIsFound() {
    var files = new TreeMap<>(LIVE.allFiles());
    var path = "org/plumbline/kb/KnowledgeBase.class";
    var changed = files.get(path).clone();
    changed[changed.length / 2] ^= 1;
    files.put(path, changed);
    var refused = assertThrows(IllegalArgumentException.class, () -> KnowledgeJar.of(files));
    assertTrue(refused.getMessage().startsWith(path), refused.getMessage());
  }

  /** Classes of its own, so that a later version with other facts cannot disturb it. */
  @Test
  void anotherCopyRunsBesideTheLiveOneAndSaysTheSame() {
    var other = LIVE.open();
    assertNotSame(Edge.class, other.getClass());
    assertTrue(Canary.all().size() > 200);
    for (var canary : Canary.all()) {
      assertEquals(canary.expected(), other.apply(canary.said()), canary.name());
    }
  }

  @Test
  void factsOfAnotherVersionAreNamed() {
    var lines = new Edge().apply(List.of(Map.entry("no-such-fact", "present")));
    assertEquals("not-read no-such-fact", lines.get(lines.size() - 1));
  }
}
