package org.plumbline.contact;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.wording.Language;

/**
 * Where one patient wants to be reminded.
 *
 * @param link the link that a reminder asks to open
 * @param language in which the patient reads
 */
public record Contact(
    UUID link,
    Tenant tenant,
    PatientReference patient,
    Channel channel,
    Address address,
    Language language) {
  public Contact {
    requireNonNull(link, "link");
    requireNonNull(tenant, "tenant");
    requireNonNull(patient, "patient");
    requireNonNull(channel, "channel");
    requireNonNull(address, "address");
    requireNonNull(language, "language");
  }

  /** By which way. */
  public enum Channel {
    MAIL(Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+"), 254),
    SMS(Pattern.compile("\\+[1-9][0-9]{6,14}"), 16);

    private final Pattern form;
    private final int longest;

    Channel(Pattern form, int longest) {
      this.form = form;
      this.longest = longest;
    }

    /** As it is stored and sent by a form. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** By which the outbox knows it; no registered client has such a name. */
    public String lane() {
      return "patients/" + code();
    }

    /** The way of a code; empty when there is none. */
    public static Optional<Channel> of(String code) {
      return Stream.of(values()).filter(it -> it.code().equals(code)).findFirst();
    }

    /**
     * What was typed, as an address of this way; empty when it is none.
     *
     * @param typed blanks, hyphens and brackets of a telephone number count for nothing
     */
    public Optional<Address> address(String typed) {
      var plain = this == SMS ? typed.replaceAll("[\\s()./-]", "") : typed.strip();
      return plain.length() <= longest && form.matcher(plain).matches()
          ? Optional.of(new Address(plain))
          : Optional.empty();
    }
  }

  /** An e-mail address, or a telephone number with its country. */
  public record Address(String value) {
    /** Nothing about a patient stands in a log. */
    @Override
    public String toString() {
      return "address";
    }
  }

  @Override
  public String toString() {
    return "contact by link " + link;
  }
}
