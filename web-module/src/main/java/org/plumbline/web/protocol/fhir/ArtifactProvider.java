package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.TokenOrListParam;
import ca.uhn.fhir.rest.param.UriOrListParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Questionnaire;
import org.jspecify.annotations.Nullable;

/**
 * The published artifacts of one type.
 *
 * @param <T> the type
 */
public class ArtifactProvider<T extends MetadataResource> implements IResourceProvider {
  private final Class<T> type;
  private final List<T> artifacts;

  ArtifactProvider(Class<T> type, List<T> artifacts) {
    this.type = type;
    this.artifacts = List.copyOf(artifacts);
  }

  @Override
  public Class<T> getResourceType() {
    return type;
  }

  /** Reads an artifact by id. */
  @Read
  public T read(@IdParam IdType id) {
    return artifacts.stream()
        .filter(it -> it.getIdElement().getIdPart().equals(id.getIdPart()))
        .findFirst()
        .orElseThrow(() -> new ResourceNotFoundException(id));
  }

  /** Finds artifacts by id, canonical address, version or status. */
  @Search
  public List<T> search(
      @OptionalParam(name = Questionnaire.SP_RES_ID) @Nullable TokenOrListParam id,
      @OptionalParam(name = "url") @Nullable UriOrListParam url,
      @OptionalParam(name = "version") @Nullable TokenOrListParam version,
      @OptionalParam(name = "status") @Nullable TokenOrListParam status) {
    return artifacts.stream()
        .filter(it -> Artifacts.isOne(id, it.getIdElement().getIdPart()))
        .filter(it -> Artifacts.isMeant(it, url))
        .filter(it -> Artifacts.isOne(version, it.getVersion()))
        .filter(it -> Artifacts.isOne(status, it.getStatus().toCode()))
        .toList();
  }
}
