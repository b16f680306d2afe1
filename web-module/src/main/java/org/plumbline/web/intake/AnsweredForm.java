package org.plumbline.web.intake;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.plumbline.kb.form.Form;

/** Which form a response answers, however it names it. */
final class AnsweredForm {
  /** The versions that were given out; a newer one than the form of now may wait here. */
  private static final Set<String> READABLE = Set.of("0.0.9", "0.1.0", "0.2.0");

  /** Version, fragment, or the version of a resource. */
  private static final Pattern REST = Pattern.compile("([|#]|/_history/).*$");

  private static final String TYPE = "Questionnaire/";
  private static final String RESPONSE = "QuestionnaireResponse";

  private final Form form;
  private final Node response;
  private final List<String> names;

  /** The form that a response answers; nothing is noted as a fault. */
  AnsweredForm(Form form, Node response) {
    this.form = form;
    this.response = response;
    this.names = named(response).map(this::derived).orElse(List.of());
  }

  /** Whether it is our form, in whichever version. */
  boolean isOurs() {
    return names.stream().anyMatch(it -> isOurs(address(it)));
  }

  /** Whether it is an older or newer version than the form of now. */
  boolean isOtherVersion() {
    return version().filter(it -> !it.equals(form.version())).isPresent();
  }

  /** Whether its version was never given out here; what it asks beside is not known. */
  boolean isUnknownVersion() {
    return version().filter(it -> !READABLE.contains(it) && !it.equals(form.version())).isPresent();
  }

  /**
   * Whether it may be our form under an address that is not ours: our questions are answered, or it
   * says neither what form it is nor what was asked.
   */
  boolean isStrange() {
    if (isOurs() || !response.look("resourceType").orElse(RESPONSE).equals(RESPONSE)) {
      return false;
    }
    var asked = linkIds(response).toList();
    var ours = asked.stream().filter(it -> form.question(it).isPresent()).count();
    return asked.isEmpty() ? names.isEmpty() : ours > 0 && 2 * ours >= asked.size();
  }

  /** The linkIds of what holds no further items, which are the questions. */
  private static Stream<String> linkIds(Node parent) {
    return parent.lookAt("item").stream()
        .flatMap(
            it -> {
              var inside =
                  Stream.concat(
                          linkIds(it), it.lookAt("answer").stream().flatMap(AnsweredForm::linkIds))
                      .toList();
              return inside.isEmpty() ? it.look("linkId").stream() : inside.stream();
            });
  }

  private Optional<String> version() {
    return names.stream()
        .filter(it -> isOurs(address(it)) && it.contains("|"))
        .map(it -> it.substring(it.indexOf('|') + 1).replaceFirst("#.*$", ""))
        .findFirst();
  }

  private static String address(String name) {
    return REST.matcher(name).replaceFirst("");
  }

  /** Our canonical address, a reference beside us, or the address at which a server has it. */
  private boolean isOurs(String address) {
    var relative = TYPE + form.canonical().substring(form.canonical().lastIndexOf('/') + 1);
    return address.equals(form.canonical())
        || address.equals(relative)
        || (address.startsWith("http") && address.endsWith("/fhir/" + relative));
  }

  /** As text, or as a reference, which it was before FHIR R4. */
  private static Optional<String> named(Node response) {
    return response
        .look("questionnaire")
        .or(
            () ->
                response.lookAt("questionnaire").stream()
                    .flatMap(it -> it.look("reference").stream())
                    .findFirst());
  }

  /** What a contained Questionnaire is derived from; SDC has one in an adaptive response. */
  private List<String> derived(String name) {
    if (!name.startsWith("#")) {
      return List.of(name);
    }
    return response.lookAt("contained").stream()
        .filter(it -> it.look("id").equals(Optional.of(name.substring(1))))
        .flatMap(
            it -> Stream.concat(it.look("url").stream(), it.lookThrough("derivedFrom").stream()))
        .toList();
  }
}
