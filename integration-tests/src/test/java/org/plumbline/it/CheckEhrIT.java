package org.plumbline.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The operator's look at an EHR, with what the provisioned server has beside it. */
class CheckEhrIT {
  private static final Path SCRIPT =
      Path.of(System.getProperty("it.server"), "bin", "plumbline.sh");

  @Test
  void reportNamesWhatIsThereAndWhatIsMissing() throws IOException, InterruptedException {
    try (var ehr = new FakeEhr(0)) {
      ehr.json(
              "/fhir/.well-known/smart-configuration",
              "{\"token_endpoint\":\"https://ehr.example/token\"}")
          .json("/fhir/metadata", "{\"fhirVersion\":\"4.0.1\"}")
          .json("/fhir/Patient/p1", "{\"resourceType\":\"Patient\",\"id\":\"p1\"}");
      var command =
          new ProcessBuilder(
                  "sh",
                  SCRIPT.toString(),
                  "check-ehr",
                  ehr.base() + "/fhir",
                  "--patient",
                  "p1",
                  "--private-addresses")
              .redirectErrorStream(true);
      command.environment().put("PLUMBLINE_EHR_TOKEN", "secret-of-the-ehr");
      var process = command.start();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(1, process.waitFor(), said);
      assertTrue(said.contains("good     SMART: token_endpoint"), said);
      assertTrue(said.contains("missing  SMART: authorization_endpoint: not there"), said);
      assertTrue(said.contains("good     patient: Patient"), said);
      assertEquals(
          "Bearer secret-of-the-ehr",
          ehr.calls("/fhir/Patient").get(0).headers().get("authorization"));
    }
  }
}
