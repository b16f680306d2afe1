package org.plumbline.clinic;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How a clinic shows itself to patients.
 *
 * @param name what stands above its pages
 * @param phone where it is called
 */
public record ClinicFace(String name, Optional<String> phone) {
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} .,&'()/-]{1,60}");
  private static final Pattern PHONE = Pattern.compile("\\+?[0-9][0-9 ]{2,20}");

  public ClinicFace {
    requireNonNull(name, "name");
    requireNonNull(phone, "phone");
  }

  /**
   * Reads it from {@code PLUMBLINE_CLINIC_NAME} and {@code PLUMBLINE_CLINIC_PHONE}.
   *
   * @throws IllegalStateException if one does not fit
   */
  static ClinicFace read(Function<String, Optional<String>> setting) {
    var name = setting.apply("PLUMBLINE_CLINIC_NAME");
    var phone = setting.apply("PLUMBLINE_CLINIC_PHONE");
    if (name.filter(it -> !NAME.matcher(it).matches()).isPresent()) {
      throw new IllegalStateException("PLUMBLINE_CLINIC_NAME is no name of 1 to 60 letters");
    }
    if (phone.filter(it -> !PHONE.matcher(it).matches()).isPresent()) {
      throw new IllegalStateException("PLUMBLINE_CLINIC_PHONE is no telephone number");
    }
    return new ClinicFace(name.orElse("Plumbline"), phone);
  }
}
