package org.plumbline.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.key.Envelope.Unreadable;

class EnvelopeTest {
  private static final Envelope.Of OF = new Envelope.Of("signing_key/1");

  @TempDir Path folder;

  private Envelope envelope() {
    return new Envelope(new KeyFile(folder.resolve("master-keys")));
  }

  @Test
  void whatIsSealedIsOpenedByEveryNodeThatHasTheFile() throws IOException {
    var sealed = envelope().seal(OF, "a secret");
    assertFalse(sealed.contains("secret"));
    assertEquals("a secret", envelope().open(OF, sealed));
    assertNotEquals(sealed, envelope().seal(OF, "a secret"));
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("master-keys"))));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void whatWasKeptInClearIsReadAndNotCurrent() {
    var envelope = envelope();
    assertEquals("in clear", envelope.open(OF, "in clear"));
    assertFalse(envelope.isCurrent("in clear"));
    assertTrue(envelope.isCurrent(envelope.seal(OF, "in clear")));
  }

  @Test
  void nothingOfItCanBeChangedOrTakenForAnother() {
    var envelope = envelope();
    var sealed = envelope.seal(OF, "a secret");
    assertThrows(Unreadable.class, () -> envelope.open(new Envelope.Of("signing_key/2"), sealed));
    for (var i = sealed.lastIndexOf(':') + 1; i < sealed.length() - 2; i++) {
      var changed =
          sealed.substring(0, i) + (sealed.charAt(i) == 'A' ? 'B' : 'A') + sealed.substring(i + 1);
      assertThrows(Unreadable.class, () -> envelope.open(OF, changed), changed);
    }
  }

  @Test
  void withoutTheFileNothingIsOpened() throws IOException {
    var sealed = envelope().seal(OF, "a secret");
    Files.delete(folder.resolve("master-keys"));
    var why = assertThrows(Unreadable.class, () -> envelope().open(OF, sealed)).getMessage();
    assertTrue(why.contains("master-keys"), why);
  }

  @Test
  void aRunningServerSeesANewKeyAndStillOpensTheOld() {
    var running = envelope();
    var old = running.seal(OF, "a secret");
    var file = new KeyFile(folder.resolve("master-keys"));
    file.renew();
    assertEquals(2, file.ids().size());
    assertEquals("a secret", running.open(OF, old));
    assertFalse(running.isCurrent(old));
    var fresh = new Envelope(file).seal(OF, "a secret");
    assertEquals("a secret", running.open(OF, fresh));
    assertEquals(List.of(old.split(":")[1]), file.forgetOthers(Set.of()));
    assertThrows(Unreadable.class, () -> envelope().open(OF, old));
    assertEquals("a secret", envelope().open(OF, fresh));
  }
}
