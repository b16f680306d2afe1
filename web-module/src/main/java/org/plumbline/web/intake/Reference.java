package org.plumbline.web.intake;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * References between resources, so that {@code 1}, {@code Patient/1} and {@code
 * http://ehr/fhir/Patient/1} name the same patient.
 */
public final class Reference {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9\\-.]{1,64}");

  private Reference() {}

  /** The relative reference of a type; empty when the text names something else or no valid id. */
  public static Optional<String> to(String type, String text) {
    var withoutVersion = text.replaceFirst("/_history/.*$", "");
    var slash = withoutVersion.lastIndexOf('/');
    var id = withoutVersion.substring(slash + 1);
    var before = slash < 0 ? type : withoutVersion.substring(0, slash);
    return ID.matcher(id).matches() && (before.equals(type) || before.endsWith("/" + type))
        ? Optional.of(type + "/" + id)
        : Optional.empty();
  }

  /**
   * How a resource is named in an explanation: type and id, or the type alone when it has no valid
   * id.
   */
  static String of(Node resource) {
    var type = resource.text("resourceType").orElse("Resource");
    return resource
        .text("id")
        .filter(it -> ID.matcher(it).matches())
        .map(id -> type + "/" + id)
        .orElse(type);
  }
}
