package org.plumbline.web.access;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * How this server is reached.
 *
 * @param demo no sign-in, this machine only
 * @param address the address by which clients call it, without a slash at the end; empty in a
 *     demonstration, where the address of the call counts
 * @param tls who ends TLS
 * @param proxies how many proxies stand in front, one behind the other; they count with {@link
 *     Tls#PROXY} alone
 * @param callsPerMinute how many calls one client may make in a minute
 */
public record ServerSettings(
    boolean demo, Optional<URI> address, Tls tls, int proxies, int callsPerMinute) {

  /** Who ends TLS. */
  public enum Tls {
    /** This server; plain HTTP is refused. */
    DIRECT,
    /** A proxy in front, which alone can reach this server. */
    PROXY,
    /** Nobody: for development alone. */
    NONE
  }

  private static final int DEFAULT_CALLS = 1200;
  private static final int MOST_CALLS = 1_000_000;
  private static final int MOST_PROXIES = 9;

  public ServerSettings {
    requireNonNull(address, "address");
    requireNonNull(tls, "tls");
  }

  /**
   * Reads the settings.
   *
   * @param setting gives the text of a setting by its name, such as {@code PLUMBLINE_URL}
   * @throws IllegalStateException if any does not fit; the message names every one
   */
  static ServerSettings read(boolean demo, Function<String, Optional<String>> setting) {
    var faults = new ArrayList<String>();
    var tls = Tls.DIRECT;
    try {
      tls = setting.apply("PLUMBLINE_TLS").map(ServerSettings::tls).orElse(Tls.DIRECT);
    } catch (IllegalArgumentException e) {
      faults.add("PLUMBLINE_TLS must be direct, proxy or none");
    }
    var calls = number(setting.apply("PLUMBLINE_RATE_LIMIT"), DEFAULT_CALLS);
    if (calls < 1 || calls > MOST_CALLS) {
      faults.add("PLUMBLINE_RATE_LIMIT must be 1 to %d calls per minute".formatted(MOST_CALLS));
    }
    var proxies = number(setting.apply("PLUMBLINE_PROXIES"), 1);
    if (proxies < 1 || proxies > MOST_PROXIES) {
      faults.add("PLUMBLINE_PROXIES must be 1 to %d".formatted(MOST_PROXIES));
    }
    var address = setting.apply("PLUMBLINE_URL").map(it -> it.replaceFirst("/+$", ""));
    if (!demo && address.filter(it -> isAddress(it)).isEmpty()) {
      faults.add("PLUMBLINE_URL must be the https address by which clients call this server");
    }
    if (!demo && tls != Tls.NONE && address.filter(it -> it.startsWith("http:")).isPresent()) {
      faults.add("PLUMBLINE_URL is plain http; that needs PLUMBLINE_TLS=none, for development");
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("; ", faults));
    }
    return new ServerSettings(demo, address.map(URI::create), tls, proxies, calls);
  }

  /** Zero when it is no number. */
  private static int number(Optional<String> text, int otherwise) {
    try {
      return text.map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static Tls tls(String text) {
    return Tls.valueOf(text.toUpperCase(Locale.ROOT));
  }

  private static boolean isAddress(String text) {
    try {
      var uri = URI.create(text);
      return uri.getHost() != null
          && uri.getQuery() == null
          && (text.startsWith("https://") || text.startsWith("http://"));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
