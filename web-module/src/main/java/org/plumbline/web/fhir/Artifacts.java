package org.plumbline.web.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.plumbline.kb.KnowledgeBase;

/** The FHIR resources of the knowledge base, parsed once. */
final class Artifacts {
  private Artifacts() {}

  static <T extends IBaseResource> T load(FhirContext context, Class<T> type, String file) {
    try (var stream = KnowledgeBase.class.getResourceAsStream("artifact/" + file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return context.newJsonParser().parseResource(type, new InputStreamReader(stream, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Whether a resource is meant by a search for a canonical address, with or without its version.
   */
  static boolean isMeant(String url, String version, String sought) {
    return sought.equals(url) || sought.equals(url + "|" + version);
  }
}
