package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
  @TempDir Path folder;

  @Test
  void fileIsWholeForItsOwnerAloneAndLeavesNoDraft() throws IOException {
    var file = folder.resolve("keys");
    DurableFile.create(file, "one");
    assertThrows(FileAlreadyExistsException.class, () -> DurableFile.create(file, "another"));
    assertEquals("one", Files.readString(file));
    DurableFile.replace(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count());
    }
  }
}
