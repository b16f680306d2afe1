package org.plumbline.clinic;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The ways by which the clinic reminds patients; where none is set, no page promises one.
 *
 * @param address the address of this server that a message names, without a slash at the end
 * @param mail the server to which e-mail is given
 * @param sms the address to which each text message is posted, signed
 */
public record Channels(Optional<URI> address, Optional<Smtp> mail, Optional<URI> sms) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:-]{1,253}");
  private static final Pattern FROM =
      Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,250}");
  private static final int SUBMISSION = 587;
  private static final int LAST_PORT = 65_535;

  /** No way at all. */
  public static final Channels NONE =
      new Channels(Optional.empty(), Optional.empty(), Optional.empty());

  public Channels {
    requireNonNull(address, "address");
    requireNonNull(mail, "mail");
    requireNonNull(sms, "sms");
  }

  /**
   * A mail server; TLS is required of all that are not on this machine.
   *
   * @param from the address in whose name patients are written to
   */
  public record Smtp(String host, int port, String from, Optional<Login> login) {
    /** TLS from the first byte; on every other port it is begun by STARTTLS. */
    private static final int IMPLICIT_TLS = 465;

    public Smtp {
      requireNonNull(host, "host");
      requireNonNull(from, "from");
      requireNonNull(login, "login");
    }

    /** Whether it is on this machine. */
    public boolean isLoopback() {
      return LOOPBACK.contains(host);
    }

    /** Whether TLS comes before the first word. */
    public boolean isTlsFirst() {
      return port == IMPLICIT_TLS;
    }
  }

  /** Who signs in there; the password stands in a file alone. */
  public record Login(String user, Path passwordFile) {}

  /** Whether an address is on this machine. */
  public static boolean isLoopback(URI address) {
    return LOOPBACK.contains(String.valueOf(address.getHost()));
  }

  /**
   * Reads {@code PLUMBLINE_SMTP_HOST}, {@code _PORT}, {@code _USER}, {@code _PASSWORD_FILE}, {@code
   * _FROM}, and {@code PLUMBLINE_SMS_WEBHOOK}.
   *
   * @throws IllegalStateException if any does not fit; the message names every one
   */
  static Channels read(Function<String, Optional<String>> setting) {
    var faults = new ArrayList<String>();
    var address = setting.apply("PLUMBLINE_URL").map(it -> URI.create(it.replaceFirst("/+$", "")));
    var channels = new Channels(address, mail(setting, faults), sms(setting, faults));
    if (address.isEmpty() && (channels.mail().isPresent() || channels.sms().isPresent())) {
      faults.add("PLUMBLINE_URL must be set, as a message to a patient names it");
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(String.join("; ", faults));
    }
    return channels;
  }

  private static Optional<Smtp> mail(
      Function<String, Optional<String>> setting, List<String> faults) {
    var host = setting.apply("PLUMBLINE_SMTP_HOST");
    if (host.isEmpty()) {
      return Optional.empty();
    }
    var port = setting.apply("PLUMBLINE_SMTP_PORT").orElse(String.valueOf(SUBMISSION));
    var from = setting.apply("PLUMBLINE_SMTP_FROM").orElse("");
    var user = setting.apply("PLUMBLINE_SMTP_USER");
    var password = setting.apply("PLUMBLINE_SMTP_PASSWORD_FILE");
    if (!HOST.matcher(host.get()).matches()) {
      faults.add("PLUMBLINE_SMTP_HOST is no name of a host");
    }
    if (!port.matches("\\d{1,5}")
        || Integer.parseInt(port) < 1
        || Integer.parseInt(port) > LAST_PORT) {
      faults.add("PLUMBLINE_SMTP_PORT is no port");
    }
    if (!FROM.matcher(from).matches()) {
      faults.add("PLUMBLINE_SMTP_FROM is no e-mail address");
    }
    if (user.isPresent() != password.isPresent()) {
      faults.add("PLUMBLINE_SMTP_USER and PLUMBLINE_SMTP_PASSWORD_FILE are set together");
    }
    return faults.isEmpty()
        ? Optional.of(
            new Smtp(
                host.get(),
                Integer.parseInt(port),
                from,
                user.map(it -> new Login(it, Path.of(password.orElseThrow())))))
        : Optional.empty();
  }

  private static Optional<URI> sms(
      Function<String, Optional<String>> setting, List<String> faults) {
    var webhook = setting.apply("PLUMBLINE_SMS_WEBHOOK");
    if (webhook.isEmpty()) {
      return Optional.empty();
    }
    try {
      var address = URI.create(webhook.get());
      if (address.getHost() != null
          && (webhook.get().startsWith("https://") || isLoopback(address))) {
        return Optional.of(address);
      }
    } catch (IllegalArgumentException noAddress) {
      // Said below, as every other that does not fit.
    }
    faults.add("PLUMBLINE_SMS_WEBHOOK is no https address");
    return Optional.empty();
  }
}
