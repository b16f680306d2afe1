package org.plumbline.web.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.OptionalParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Library;
import org.jspecify.annotations.Nullable;

/** The Library: version, review date and every citation. */
@ApplicationScoped
public class LibraryProvider implements IResourceProvider {
  private Library library;

  @SuppressWarnings("NullAway.Init")
  protected LibraryProvider() {} // required by the container

  @Inject
  LibraryProvider(FhirContext context) {
    this.library = Artifacts.load(context, Library.class, "Library-low-back-triage.json");
  }

  @Override
  public Class<Library> getResourceType() {
    return Library.class;
  }

  /** Reads the Library by id. */
  @Read
  public Library read(@IdParam IdType id) {
    if (!id.getIdPart().equals(library.getIdElement().getIdPart())) {
      throw new ResourceNotFoundException(id);
    }
    return library;
  }

  /** Finds the Library by canonical address. */
  @Search
  public List<Library> search(@OptionalParam(name = Library.SP_URL) @Nullable UriParam url) {
    return url == null || Artifacts.isMeant(library.getUrl(), library.getVersion(), url.getValue())
        ? List.of(library)
        : List.of();
  }
}
