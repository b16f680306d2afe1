package org.plumbline.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;

  private KeyFile file() {
    return new KeyFile(folder.resolve("master-keys"));
  }

  @Test
  void theFirstKeyIsMadeWhenItIsNeededAndThenStays() {
    var file = file();
    assertEquals(List.of(), file.ids());
    var first = file.first().id();
    assertEquals(first, file.first().id());
    assertEquals(List.of(first), file().ids());
  }

  @Test
  void aNewKeyComesFirstAndTheOthersStay() {
    var file = file();
    var old = file.first().id();
    var fresh = file.renew();
    assertNotEquals(old, fresh);
    assertEquals(List.of(fresh, old), file.ids());
    assertTrue(file.find(old).isPresent());
  }

  @Test
  void onlyWhatIsNotNeededIsForgotten() {
    var file = file();
    var one = file.first().id();
    var two = file.renew();
    var three = file.renew();
    assertEquals(List.of(two), file.forgetOthers(Set.of(one)));
    assertEquals(List.of(three, one), file.ids());
  }

  @Test
  void whatAnotherNodeHasChangedIsSeen() {
    var here = file();
    here.first();
    var fresh = file().renew();
    assertEquals(fresh, here.first().id());
  }

  @Test
  void aLineThatIsNoKeyIsRefused() throws IOException {
    Files.writeString(folder.resolve("master-keys"), "not a key\n");
    var file = file();
    assertThrows(IllegalStateException.class, file::ids);
  }

  @Test
  void aKeyDoesNotShowItsSecret() {
    var key = file().first();
    assertEquals(key.id(), key.toString());
  }
}
