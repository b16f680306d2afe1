package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Tenant;
import org.plumbline.web.Hand;
import org.plumbline.web.access.ServerSettings.Tls;

class RateLimitTest {
  private static final ServerSettings SETTINGS =
      new ServerSettings(false, Optional.empty(), Tls.NONE, 1, 30);

  private final Hand clock = new Hand(Instant.parse("2026-11-26T10:00:30Z"));
  private final RateLimit limit = new RateLimit(clock);
  private final Limits limits = new Limits(limit, SETTINGS);

  @Test
  void fourthCallOfAMinuteWaitsForTheNextOne() {
    for (var call = 0; call < 3; call++) {
      assertTrue(limit.allows("ehr-a", 3));
    }
    assertFalse(limit.allows("ehr-a", 3));
    assertTrue(limit.allows("ehr-b", 3));
    assertEquals(30, limit.secondsToWait());
    clock.passes(Duration.ofSeconds(30));
    assertTrue(limit.allows("ehr-a", 3));
  }

  /** Before, all names were forgotten at 10,000: whoever invents names had no limit. */
  @Test
  void whoeverInventsNamesIsStillLimitedAndTheTableIsBounded() {
    for (var call = 0; call < 40; call++) {
      limit.allows("ehr-a", 30);
      for (var invented = 0; invented < 3_000; invented++) {
        limit.allows("address " + call + '/' + invented, 30);
      }
    }
    assertFalse(limit.allows("ehr-a", 30));
    assertTrue(limit.names() <= 50_000, limit.names() + " names");
  }

  private int allowed(int calls, String address, String path, Optional<Caller> caller) {
    var allowed = 0;
    for (var call = 0; call < calls; call++) {
      if (limits.allow(request(address), path, caller)) {
        allowed++;
      }
    }
    return allowed;
  }

  private static HttpServletRequest request(String address, String... forwarded) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RateLimitTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> address;
                  case "getHeaders" -> Collections.enumeration(List.of(forwarded));
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void addressWithoutATokenIsLimited() {
    assertEquals(30, allowed(100, "192.0.2.1", "/intake/x", Optional.empty()));
    assertEquals(30, allowed(100, "192.0.2.2", "/intake/x", Optional.empty()));
    assertEquals(100, allowed(100, "192.0.2.1", "/assets/x/clinic.css", Optional.empty()));
    clock.passes(Duration.ofSeconds(60));
    assertEquals(3, allowed(100, "192.0.2.1", "/launch", Optional.empty()));
    assertEquals(0, allowed(100, "192.0.2.1", "/launch/sign-in", Optional.empty()));
    assertEquals(30, allowed(100, "2001:db8:1:2::1", "/kiosk/x", Optional.empty()));
    assertEquals(0, allowed(100, "2001:db8:1:2:3:4:5:6", "/kiosk/x", Optional.empty()));
  }

  @Test
  void personIsLimitedAndSoIsAClinic() {
    var link = Caller.guest("patient link 1", Tenant.DEMO, Optional.empty());
    assertEquals(15, allowed(100, "192.0.2.1", "/intake/x", Optional.of(link)));
    var all = 15;
    for (var other = 2; other < 20; other++) {
      var next = Caller.guest("patient link " + other, Tenant.DEMO, Optional.empty());
      all += allowed(100, "192.0.2.1", "/intake/x", Optional.of(next));
    }
    assertEquals(150, all);
    assertEquals(100, allowed(100, "192.0.2.1", "/app/board", Optional.of(Caller.DEMO)));
  }

  private int allowedBehind(int proxies, IntFunction<String[]> forwarded) {
    var behind =
        new Limits(limit, new ServerSettings(false, Optional.empty(), Tls.PROXY, proxies, 5));
    return (int)
        IntStream.range(0, 20)
            .mapToObj(call -> request("127.0.0.1", forwarded.apply(call)))
            .filter(it -> behind.allow(it, "/intake/x", Optional.empty()))
            .count();
  }

  @Test
  void proxySaysWhoCallsAndTheCallerDoesNot() {
    assertEquals(5, allowedBehind(1, call -> new String[] {"203.0.113." + call + ", 192.0.2.7"}));
    assertEquals(1, allowedBehind(1, call -> new String[] {"192.0.2." + (call == 0 ? 8 : 7)}));
  }

  @Test
  void lineThatTheCallerForgedIsNotTheLineOfTheProxy() {
    assertEquals(5, allowedBehind(1, call -> new String[] {"203.0.113." + call, "192.0.2.7"}));
    assertEquals(0, allowedBehind(1, call -> new String[] {"a", "b, c" + call, "192.0.2.7"}));
  }

  @Test
  void ofTwoProxiesTheFirstSaysWhoCalls() {
    assertEquals(
        5,
        allowedBehind(2, call -> new String[] {"203.0.113." + call, "192.0.2.7, 10.0.0." + call}));
    assertEquals(20, allowedBehind(2, call -> new String[] {"192.0.2." + (10 + call), "10.0.0.1"}));
    // Past the first one: the second still says what it saw.
    assertEquals(5, allowedBehind(2, call -> new String[] {"192.0.2.9"}));
  }
}
