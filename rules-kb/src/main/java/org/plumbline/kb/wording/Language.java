package org.plumbline.kb.wording;

import static java.util.Objects.requireNonNull;

import java.text.DecimalFormatSymbols;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A language that patients read: a folder of knowledge/translations/. Clinicians read English.
 *
 * @param locale its BCP 47 code
 * @param name as whoever speaks it writes it, such as {@code English}
 * @param rightToLeft whether it is written from right to left
 * @param dates how dates and numbers are written in it
 */
public record Language(Locale locale, String name, boolean rightToLeft, Locale dates) {
  /** The source of all translations, and what clinicians read. */
  public static final Language ENGLISH = LanguageTable.ALL.get(0);

  public Language {
    requireNonNull(locale, "locale");
    requireNonNull(name, "name");
    requireNonNull(dates, "dates");
  }

  /** Every language, English first. */
  public static List<Language> all() {
    return LanguageTable.ALL;
  }

  /** The BCP 47 code, such as {@code en}. */
  public String code() {
    return locale.toLanguageTag();
  }

  /** The direction of its lines, as HTML says it: {@code ltr} or {@code rtl}. */
  public String dir() {
    return rightToLeft ? "rtl" : "ltr";
  }

  /** A number as it is written in it, of plain digits with a point before the decimals. */
  public String number(String plain) {
    return plain.replace('.', DecimalFormatSymbols.getInstance(dates).getDecimalSeparator());
  }

  /** A day and its time as they are written in it. */
  public String moment(LocalDateTime moment) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(dates)
        .format(moment);
  }

  /**
   * The language of a BCP 47 code, a region after it included; empty when it is not spoken here.
   */
  public static Optional<Language> of(String code) {
    return all().stream().filter(it -> it.code().equals(code.split("-")[0])).findFirst();
  }
}
