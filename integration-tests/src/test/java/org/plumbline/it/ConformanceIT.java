package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r5.elementmodel.Manager.FhirFormat;
import org.hl7.fhir.utilities.validation.ValidationMessage;
import org.hl7.fhir.validation.ValidationEngine;
import org.junit.jupiter.api.Test;

/**
 * Every body that the other tests saw goes through the HL7 validator; runs after them, in a JVM of
 * its own.
 */
class ConformanceIT {
  private static final int FEWEST = 300;
  private static final String HOOKS = "http://hl7.org/fhir/tools/StructureDefinition/";
  private static final String BALLOT = "http://cds-hooks.hl7.org/StructureDefinition/";
  private static final String SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";
  private static final List<String> PACKAGES =
      List.of(
          "hl7.terminology.r4#7.0.1",
          "hl7.fhir.uv.extensions.r4#5.3.0",
          "hl7.fhir.uv.xver-r5.r4#0.1.0",
          "hl7.fhir.uv.sdc#4.0.0",
          "hl7.fhir.uv.tools.r4#1.1.2",
          "hl7.fhir.uv.cds-hooks#3.0.0-ballot");

  /** What 3.0 adds to discovery; the logical model of 2.x has no place for it. */
  private static final List<String> NEW_IN_3 =
      List.of("Unrecognized property 'version'", "Unrecognized property 'hookVersion'");

  /** The profiles that a body claims; FHIR itself for all others. */
  private static final Map<String, List<String>> PROFILES =
      Map.of(
          "CDSHooksServices", List.of(HOOKS + "CDSHooksServices", BALLOT + "CDSHooksServices"),
          "CDSHooksResponse", List.of(HOOKS + "CDSHooksResponse", BALLOT + "CDSHooksResponse"),
          "Questionnaire",
              List.of(
                  SDC + "sdc-questionnaire",
                  SDC + "sdc-questionnaire-behave",
                  SDC + "sdc-questionnaire-render",
                  SDC + "sdc-questionnaire-pop-exp",
                  SDC + "sdc-questionnaire-extr-obsn",
                  SDC + "sdc-questionnaire-extr-template"),
          "QuestionnaireResponse", List.of(SDC + "sdc-questionnaireresponse"));

  @Test
  void everyBodyIsValid() throws Exception {
    var folder = System.getProperty("fhir.packages", "");
    assumeTrue(
        !folder.isBlank(),
        "not validated: give -Dfhir.packages=<folder of the specification packages>");
    var engine = engine(Path.of(folder));
    var errors = new ArrayList<String>();
    var validated = 0;
    for (var body : bodies()) {
      validated++;
      errors.addAll(errors(engine, body));
    }
    System.out.printf("HL7 validator: %d bodies, %d errors%n", validated, errors.size());
    assertEquals(List.of(), errors);
    assertTrue(validated >= FEWEST, validated + " bodies were validated; expected " + FEWEST);
  }

  private static List<Path> bodies() throws IOException {
    try (var files = Files.list(Bodies.folder())) {
      return files.sorted().toList();
    }
  }

  private static ValidationEngine engine(Path packages) throws Exception {
    System.setProperty("user.home", unpacked(packages).toString());
    var engine =
        new ValidationEngine.ValidationEngineBuilder()
            .withVersion("4.0.1")
            .withNoTerminologyServer()
            .withCanRunWithoutTerminologyServer(true)
            .fromSource("hl7.fhir.r4.core#4.0.1");
    for (var name : PACKAGES) {
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), name, false);
    }
    for (var folder :
        List.of(
            "src/test/resources/fhir-terminology",
            "../rules-kb/target/classes/org/plumbline/kb/artifact")) {
      var absolute = Path.of(folder).toAbsolutePath().normalize().toString();
      engine.getIgLoader().loadIg(engine.getIgs(), engine.getBinaries(), absolute, false);
    }
    engine.setAllowExampleUrls(true);
    engine.prepare();
    return engine;
  }

  /** The folder itself when it holds a package cache, else its archive unpacked. */
  private static Path unpacked(Path packages) throws Exception {
    if (Files.isDirectory(packages.resolve(".fhir"))) {
      return packages;
    }
    var target = Files.createDirectories(Path.of("target/fhir-packages"));
    var archive = packages.resolve("fhir-packages.tar.xz").toString();
    var exit =
        new ProcessBuilder("tar", "-xf", archive, "-C", target.toString())
            .inheritIO()
            .start()
            .waitFor();
    assertEquals(0, exit, "tar could not unpack " + archive);
    return target.toAbsolutePath();
  }

  private static List<String> errors(ValidationEngine engine, Path body) throws Exception {
    var kind = body.getFileName().toString().replaceFirst("^\\d+-\\d+-(\\w+)\\.json$", "$1");
    var messages = new ArrayList<ValidationMessage>();
    for (var profiles : profiles(kind)) {
      engine.validate(Files.readAllBytes(body), FhirFormat.JSON, profiles, messages);
    }
    return messages.stream()
        .filter(it -> it.getLevel().isError())
        .filter(it -> !isToBeIgnored(it))
        .map(it -> "%s: %s: %s".formatted(body.getFileName(), it.getLocation(), it.getMessage()))
        .toList();
  }

  /** All at once; of logical models the validator takes one at a time. */
  private static List<List<String>> profiles(String kind) {
    var all = PROFILES.getOrDefault(kind, List.of());
    return kind.startsWith("CDSHooks") ? all.stream().map(List::of).toList() : List.of(all);
  }

  /**
   * What the validator cannot know: resources that were not sent along, and the names inside a CDS
   * Hooks extension, which the specification leaves to whoever defines them and the logical models
   * have no place for.
   */
  private static boolean isToBeIgnored(ValidationMessage message) {
    var text = message.getMessage();
    var at = message.getLocation();
    return text.startsWith("Unable to resolve resource with reference")
        || (at.matches("CDSHooksResponse\\.cards\\[\\d+]\\.extension")
            && text.startsWith("Unrecognized property 'org.plumbline."))
        || (at.matches("CDSHooksResponse\\.cards\\[\\d+]")
            && text.equals("Unrecognized property 'extension'"))
        || (at.matches("CDSHooksServices\\.services\\[\\d+]") && NEW_IN_3.contains(text));
  }
}
