package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.annotation.Count;
import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Offset;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.RequiredParam;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.api.server.IBundleProvider;
import ca.uhn.fhir.rest.param.ReferenceParam;
import ca.uhn.fhir.rest.server.IResourceProvider;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.plumbline.web.access.Callers;
import org.plumbline.web.access.Scopes.Interaction;

/**
 * What was concluded about a patient, by one type of resource: to be read and found, never written.
 *
 * @param <T> the type
 */
public class ResultProvider<T extends Resource> implements IResourceProvider {
  private final Class<T> type;
  private final Results results;
  private final Access access;
  private final Callers callers;

  ResultProvider(Class<T> type, Results results, Access access, Callers callers) {
    this.type = type;
    this.results = results;
    this.access = access;
    this.callers = callers;
  }

  @Override
  public Class<T> getResourceType() {
    return type;
  }

  /** Reads a result by id. */
  @Read
  public T read(@IdParam IdType id) {
    var found =
        results
            .read(type, id.getIdPart())
            .filter(
                it ->
                    access.covers(
                        type.getSimpleName(), Interaction.READ, Optional.of(it.patient())))
            .orElseThrow(() -> new ResourceNotFoundException(id));
    callers.accessed(found.patient());
    return found.resource();
  }

  /** Finds the results about a patient, newest first. */
  @Search
  public IBundleProvider search(
      @RequiredParam(name = "patient") ReferenceParam patient,
      @Count @Nullable Integer count,
      @Offset @Nullable Integer offset) {
    var paging = Paging.of(count, offset);
    var reach = access.reach(type.getSimpleName(), patient);
    var found = reach.about().map(it -> results.about(type, it)).orElse(List.of());
    return paging.page(
        found.stream().skip(paging.skip()).limit(paging.most()).toList(), found.size());
  }
}
