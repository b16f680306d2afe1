package org.plumbline.client;

import java.util.regex.Pattern;

/**
 * Names a clinic; whatever is kept belongs to one.
 *
 * @param value 1 to 40 small letters, digits and hyphens
 */
public record Tenant(String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

  /** The clinic of the demonstration, in which there is no sign-in. */
  public static final Tenant DEMO = new Tenant("demo");

  public Tenant {
    if (!NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "tenant is %s; expected small letters, digits and hyphens".formatted(value));
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
