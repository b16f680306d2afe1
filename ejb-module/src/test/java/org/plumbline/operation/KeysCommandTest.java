package org.plumbline.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.clinic.Envelope;
import org.plumbline.clinic.KeyFile;

class KeysCommandTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  @TempDir Path folder;

  @Test
  void secretsInClearAreSealedAndThenRenewed() throws SQLException {
    var file = KeyFile.in(folder);
    try (var database = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
        var statement = database.createStatement()) {
      statement.execute("create table signing_key (kid varchar(40), jwk varchar(16000))");
      statement.execute("create table server_secret (name varchar(40), secret varchar(400))");
      statement.execute("insert into signing_key values ('k', 'private')");
      statement.execute("insert into server_secret values ('intake-link', 'link')");
      database.setAutoCommit(false);
      KeysCommand.run(database, "renew", file, NOWHERE);
      var first = kept(database);
      KeysCommand.run(database, "renew", file, NOWHERE);
      var second = kept(database);
      assertFalse(first.equals(second));
      assertEquals("private", new Envelope(file).open("signing_key/k", second));
      KeysCommand.run(database, "forget", file, NOWHERE);
      assertEquals(1, file.ids().size());
      assertEquals("private", new Envelope(file).open("signing_key/k", kept(database)));
      assertThrows(
          Envelope.Unreadable.class, () -> new Envelope(file).open("signing_key/k", first));
    }
  }

  private static String kept(Connection database) throws SQLException {
    try (var statement = database.createStatement();
        var row = statement.executeQuery("select jwk from signing_key")) {
      row.next();
      return row.getString(1);
    }
  }
}
