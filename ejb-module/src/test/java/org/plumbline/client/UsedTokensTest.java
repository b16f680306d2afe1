package org.plumbline.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.UsedTokens.Issuer;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;

class UsedTokensTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Issuer EHR = new Issuer("https://ehr.example");

  private final Hand clock = new Hand(NOW);
  private final Kept kept = Kept.empty();
  private final UsedTokens used = kept.give(new UsedTokens(clock));

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void aTokenIsUsedOnceByEachIssuer() {
    assertTrue(used.use(EHR, "1", NOW.plusSeconds(300)));
    assertFalse(used.use(EHR, "1", NOW.plusSeconds(300)));
    assertTrue(used.use(new Issuer("https://other.example"), "1", NOW.plusSeconds(300)));
    assertTrue(used.use(EHR, "2", NOW.plusSeconds(300)));
  }

  @Test
  void whatHasExpiredIsForgottenAndNothingElse() {
    used.use(EHR, "1", NOW.plusSeconds(60));
    used.use(EHR, "2", NOW.plusSeconds(600));
    clock.move(Duration.ofSeconds(61));
    used.forget();
    assertEquals(1, kept.number("select count(*) from used_token"));
    assertFalse(used.use(EHR, "2", NOW.plusSeconds(600)));
  }
}
