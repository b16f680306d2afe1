package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.wording.Language;

class VersionWordsTest {
  /** The words of then and not those of today, whose rules may say another thing. */
  @Test
  void aLanguageThatHasComeSinceIsToldInEnglish() {
    var kept = new TreeMap<>(VersionWords.of(KnowledgeBase.load()).texts());
    var come = "/" + Language.all().get(1).code();
    kept.keySet().removeIf(it -> it.endsWith(come));
    var told = VersionWords.read(kept).texts();
    var english = kept.keySet().stream().filter(it -> it.endsWith("/en")).toList();
    assertTrue(english.size() > 50, english::toString);
    for (var name : english) {
      assertEquals(kept.get(name), told.get(name.substring(0, name.length() - 3) + come), name);
    }
  }
}
