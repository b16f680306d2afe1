package org.plumbline.key;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.key.SigningKeys.KeyId;

class SigningKeysTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir Path folder;

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.whole();

  @AfterEach
  void close() {
    kept.close();
  }

  private SigningKeys keys(String file) {
    return kept.give(new SigningKeys(clock, new Envelope(new KeyFile(folder.resolve(file)))));
  }

  @Test
  void theNewestKeyStandsFirstAndNoneIsKeptInClear() {
    var keys = keys("master-keys");
    keys.add(new KeyId("old"), "{\"d\":\"private\"}");
    clock.move(Duration.ofDays(1));
    keys.add(new KeyId("new"), "{\"d\":\"private\"}");
    kept.written();
    assertEquals(List.of("new", "old"), keys.all().stream().map(SigningKeys.Key::kid).toList());
    assertEquals("{\"d\":\"private\"}", keys.all().get(0).jwk());
    assertEquals(0, kept.number("select count(*) from signing_key where jwk like '%private%'"));
  }

  @Test
  void aKeyThatCannotBeOpenedIsLeftOut() {
    keys("master-keys").add(new KeyId("k"), "{}");
    kept.written();
    assertEquals(List.of(), keys("other-keys").all());
  }

  @Test
  void aKeyOfBeforeTheEnvelopesIsSealedWhenItIsRead() {
    kept.with(
        it -> {
          try (var statement = it.createStatement()) {
            statement.executeUpdate(
                "insert into signing_key (kid, created_at, jwk) values ('k', current_timestamp, 'private')");
          }
        });
    assertEquals("private", keys("master-keys").all().get(0).jwk());
    kept.written();
    assertEquals(1, kept.number("select count(*) from signing_key where jwk like 'sealed:%'"));
  }

  @Test
  void aKeyDoesNotShowItsPrivatePart() {
    assertEquals("k", new SigningKeys.Key("k", NOW, "private").toString());
  }
}
