package org.plumbline.operation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.key.Envelope;
import org.plumbline.key.KeyFile;

class KeysCommandTest {
  private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

  @TempDir Path folder;

  @Test
  void secretsInClearAreSealedAndThenRenewed() throws SQLException {
    try (var database = database()) {
      var file = KeyFile.in(folder);
      KeysCommand.renew(database, file, NOWHERE);
      var first = kept(database);
      KeysCommand.renew(database, file, NOWHERE);
      var second = kept(database);
      assertFalse(first.equals(second));
      assertEquals("private", new Envelope(file).open(new Envelope.Of("signing_key/k"), second));
      assertEquals(0, KeysCommand.forget(database, file, NOWHERE));
      assertEquals(1, file.ids().size());
      assertEquals(
          "private", new Envelope(file).open(new Envelope.Of("signing_key/k"), kept(database)));
      assertThrows(
          Envelope.Unreadable.class,
          () -> new Envelope(file).open(new Envelope.Of("signing_key/k"), first));
    }
  }

  @Test
  void aSecretThatCannotBeOpenedIsNamedAndKeepsNoOtherFromItsNewKey() throws SQLException {
    try (var database = database();
        var statement = database.createStatement()) {
      var file = KeyFile.in(folder);
      var of = new Envelope(file);
      var foreign = of.seal(new Envelope.Of("signing_key/another"), "stolen");
      statement.execute("insert into signing_key values ('broken', '" + foreign + "')");
      var said = new ByteArrayOutputStream();
      assertEquals(1, KeysCommand.renew(database, file, new PrintStream(said)));
      assertTrue(of.isCurrent(kept(database)));
      assertEquals(foreign, kept(database, "broken"));
      assertTrue(said.toString(UTF_8).contains("signing_key/broken"), said::toString);
      assertFalse(said.toString(UTF_8).contains(foreign), said::toString);
    }
  }

  @Test
  void aKeyIsNotForgottenWhileASecretIsSealedUnderIt() throws SQLException {
    try (var database = database();
        var statement = database.createStatement()) {
      var file = KeyFile.in(folder);
      var foreign = new Envelope(file).seal(new Envelope.Of("signing_key/another"), "stolen");
      statement.execute("insert into signing_key values ('broken', '" + foreign + "')");
      var needed = file.ids().get(0);
      KeysCommand.renew(database, file, NOWHERE);
      KeysCommand.renew(database, file, NOWHERE);
      var current = file.ids().get(0);
      var said = new ByteArrayOutputStream();
      assertEquals(1, KeysCommand.forget(database, file, new PrintStream(said)));
      assertEquals(List.of(current, needed), file.ids());
      assertTrue(said.toString(UTF_8).contains("kept key " + needed), said::toString);
    }
  }

  @Test
  void theAddressOfAPatientIsSealedAnewToo() throws SQLException {
    try (var database = database();
        var statement = database.createStatement()) {
      var file = KeyFile.in(folder);
      var link = new UUID(0, 1);
      var of = new Envelope.Of("patient_contact/" + link);
      var before = new Envelope(file).seal(of, "dana@example.org");
      statement.execute("insert into patient_contact values ('" + link + "', '" + before + "')");
      assertEquals(0, KeysCommand.renew(database, file, NOWHERE));
      assertEquals(0, KeysCommand.forget(database, file, NOWHERE));
      try (var kept = statement.executeQuery("select address from patient_contact")) {
        assertTrue(kept.next());
        assertFalse(before.equals(kept.getString(1)));
        assertEquals("dana@example.org", new Envelope(file).open(of, kept.getString(1)));
      }
    }
  }

  private static Connection database() throws SQLException {
    var database = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID());
    try (var statement = database.createStatement()) {
      statement.execute("create table signing_key (kid varchar(40), jwk varchar(16000))");
      statement.execute("create table server_secret (name varchar(40), secret varchar(400))");
      statement.execute("create table patient_contact (link_id uuid, address varchar(2000))");
      statement.execute("insert into signing_key values ('k', 'private')");
      statement.execute("insert into server_secret values ('intake-link', 'link')");
    }
    database.setAutoCommit(false);
    return database;
  }

  private static String kept(Connection database) throws SQLException {
    return kept(database, "k");
  }

  private static String kept(Connection database, String kid) throws SQLException {
    try (var query = database.prepareStatement("select jwk from signing_key where kid = ?")) {
      query.setString(1, kid);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
