package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Clients that were written elsewhere (fhirclient, fhirpath.js, sdc-populate, sdc-template-extract)
 * run against the server; .ci/run installs them.
 */
class ClientsIT extends Deployed {
  @Requirement({"R-FHIR-05", "R-FHIR-15", "R-FHIR-17", "R-FHIR-18", "R-FHIR-23"})
  @Test
  void othersComputeWhatWeCompute() throws Exception {
    var folder = System.getProperty("it.clients", "");
    assumeTrue(
        !folder.isBlank(),
        "not run: give -Dit.clients=<folder with src/clients and its packages installed>");
    var process =
        new ProcessBuilder("node", "agree.mjs", Ehr.BASE + "/fhir")
            .directory(Path.of(folder).toFile())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.println(said);
    assertEquals(0, process.waitFor(), said);
    assertTrue(said.strip().endsWith("AGREED"), said);
    assertTrue(Files.exists(Path.of(folder, "node_modules")));
  }
}
