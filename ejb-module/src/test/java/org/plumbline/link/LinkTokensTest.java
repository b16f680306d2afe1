package org.plumbline.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.history.Kept;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.key.Envelope;
import org.plumbline.key.KeyFile;

class LinkTokensTest {
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();
  private static final byte[] OTHER = "another key of the same length ..".getBytes();
  private static final UUID LINK = UUID.fromString("b9fdef48-a02b-4166-a2fa-6bee85aff516");
  private static final Instant END = Instant.parse("2026-11-29T12:00:00Z");
  private static final Instant BEFORE = END.minusSeconds(1);

  @Test
  void holdsUntilItEnds() {
    var token = LinkTokens.sign(KEY, LINK, END);
    assertEquals(Optional.of(LINK), LinkTokens.verify(KEY, token, BEFORE));
    var last = END.plus(LinkTokens.LIVES_ON);
    assertEquals(Optional.of(LINK), LinkTokens.verify(KEY, token, last.minusSeconds(1)));
    assertEquals(Optional.empty(), LinkTokens.verify(KEY, token, last));
  }

  @Test
  void isOfThisInstallationAlone() {
    assertEquals(
        Optional.empty(), LinkTokens.verify(OTHER, LinkTokens.sign(KEY, LINK, END), BEFORE));
  }

  @Test
  void noCharacterOfItCanBeChanged() {
    var token = LinkTokens.sign(KEY, LINK, END);
    for (var i = 0; i < token.length(); i++) {
      var changed =
          token.substring(0, i) + (token.charAt(i) == 'A' ? 'B' : 'A') + token.substring(i + 1);
      assertEquals(Optional.empty(), LinkTokens.verify(KEY, changed, BEFORE), changed);
    }
  }

  @Test
  void madeUpBytesAreNoToken() {
    for (var end : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 0x7fffffffffffffL}) {
      var all = ByteBuffer.allocate(40).putLong(1).putLong(2).putLong(end).putLong(3).putLong(4);
      var token = Base64.getUrlEncoder().withoutPadding().encodeToString(all.array());
      assertEquals(Optional.empty(), LinkTokens.verify(KEY, token, BEFORE), token);
    }
  }

  @Test
  void anythingElseIsNoToken() {
    for (var text : new String[] {"", "abc", "!", "A".repeat(54), "=".repeat(54)}) {
      assertEquals(Optional.empty(), LinkTokens.verify(KEY, text, BEFORE), text);
    }
  }

  @Test
  void keyThatWasTakenBackSignsNothingMore(@TempDir Path folder) {
    var envelope = new Envelope(KeyFile.in(folder));
    var link =
        new IntakeLink(
            LINK,
            Kept.TENANT,
            new PatientReference("Patient/1"),
            "code",
            BEFORE,
            END,
            "{}",
            0,
            Optional.empty(),
            Optional.empty());
    try (var kept = Kept.empty()) {
      var tokens = new LinkTokens(Clock.fixed(BEFORE, ZoneOffset.UTC), envelope);
      kept.give(tokens);
      var first = tokens.of(link);
      kept.with(it -> it.createStatement().execute("delete from server_secret"));
      var second = tokens.of(link);
      assertNotEquals(first, second);
      assertEquals(second, tokens.of(link));
      assertEquals(Optional.of(LINK), tokens.verify(second));
      assertEquals(Optional.empty(), tokens.verify(first));
    }
  }
}
