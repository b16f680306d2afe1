package org.plumbline.web.protocol.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.UriOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ActivityDefinition;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
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

  /** One provider for every type of artifact that has no operations of its own. */
  static List<IResourceProvider> providers(FhirContext context) {
    return List.of(
        provider(context, ActivityDefinition.class),
        provider(context, ConceptMap.class),
        provider(context, StructureDefinition.class));
  }

  private static <T extends MetadataResource> ArtifactProvider<T> provider(
      FhirContext context, Class<T> type) {
    return new ArtifactProvider<>(type, all(context, type));
  }

  /** Every artifact of a type. */
  static <T extends MetadataResource> List<T> all(FhirContext context, Class<T> type) {
    return index().stream()
        .filter(file -> file.startsWith(type.getSimpleName() + "-"))
        .map(file -> load(context, type, file))
        .toList();
  }

  /** The names of the artifact files, as the build listed them. */
  private static List<String> index() {
    try (var stream = KnowledgeBase.class.getResourceAsStream("artifact/artifact-names.csv")) {
      if (stream == null) {
        throw new IllegalStateException("the list of artifacts is missing");
      }
      return new String(stream.readAllBytes(), UTF_8).lines().toList();
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

  /** Whether a resource is meant by one of the addresses of a search; by none is every one. */
  static boolean isMeant(MetadataResource artifact, @Nullable UriOrListParam sought) {
    return sought == null
        || sought.getValuesAsQueryTokens().stream()
            .anyMatch(it -> isMeant(artifact.getUrl(), artifact.getVersion(), it.getValue()));
  }

  /** Whether a code is one of those of a search; without any every code is. */
  static boolean isOne(@Nullable TokenOrListParam sought, String code) {
    return sought == null
        || sought.getValuesAsQueryTokens().stream().anyMatch(it -> it.getValue().equals(code));
  }
}
