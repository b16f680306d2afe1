package org.plumbline.web.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.web.access.ServerSettings.Tls;

/** Who may make how many calls in a minute, with a token or without one. */
@ApplicationScoped
class Limits {
  /** What is the same for everybody and costs nothing. */
  private static final Pattern STATIC = Pattern.compile("/assets/.*|/icon\\.png|/start\\.(js|css)");

  /** A launch leaves a row, whoever starts it. */
  private static final Pattern LAUNCH = Pattern.compile("/launch(/sign-in)?/?");

  /** A clinic has several clients, and its people. */
  private static final int CLINIC = 5;

  /** One person has one pair of hands; a page loads parts of itself. */
  private static final int PERSON = 2;

  private static final int LAUNCHES = 10;

  private RateLimit limit;
  private ServerSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected Limits() {} // required by the container

  @Inject
  Limits(RateLimit limit, ServerSettings settings) {
    this.limit = limit;
    this.settings = settings;
  }

  /** Counts a call; whether it may be answered. */
  boolean allow(HttpServletRequest request, String path, Optional<Caller> caller) {
    var most = settings.callsPerMinute();
    var address = address(request);
    if (LAUNCH.matcher(path).matches()
        && !settings.demo()
        && !limit.allows("launch " + address, Math.max(1, most / LAUNCHES))) {
      return false;
    }
    if (caller.isEmpty()) {
      return STATIC.matcher(path).matches() || limit.allows("address " + address, most);
    }
    if (caller.filter(Caller.DEMO::equals).isPresent()) {
      return true;
    }
    var who = caller.get();
    var person = who.client().isEmpty() || who.grants().contains(Caller.SCREENS);
    var name = (person ? "person " : "client ") + who.tenant().value() + ' ' + who.name();
    return limit.allows(name, person ? Math.max(1, most / PERSON) : most)
        && limit.allows("clinic " + who.tenant().value(), CLINIC * most);
  }

  int secondsToWait() {
    return limit.secondsToWait();
  }

  /**
   * From where a call comes. Each proxy adds the address that it saw to the end, or a line of its
   * own; what stands before what ours added was written by the caller.
   */
  private String address(HttpServletRequest request) {
    var forwarded =
        Collections.list(request.getHeaders("X-Forwarded-For")).stream()
            .flatMap(it -> Stream.of(it.split(",", -1)))
            .toList();
    if (settings.tls() == Tls.PROXY && !forwarded.isEmpty()) {
      var seen = Math.max(0, forwarded.size() - settings.proxies());
      return network(forwarded.get(seen).strip());
    }
    return network(request.getRemoteAddr());
  }

  /** Of an IPv6 address the network of 64 bits: whoever has one address has all of them. */
  static String network(String address) {
    if (!address.contains(":") || address.contains(".")) {
      return address;
    }
    var head = address.split("::", -1)[0].split(":", -1);
    var network = new StringBuilder();
    for (var group = 0; group < 4; group++) {
      network.append(group < head.length ? head[group] : "0").append(':');
    }
    return network.toString();
  }
}
