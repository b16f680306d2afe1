package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hl7.fhir.r4.model.Resource;
import org.plumbline.clinic.Clinics;
import org.plumbline.resource.Search;
import org.plumbline.resource.StoredResources;
import org.plumbline.web.access.Scopes.Interaction;

/** Finds stored resources, page by page; a patient's token finds those of that patient alone. */
@ApplicationScoped
class StoredSearch {
  private StoredResources stored;
  private ResourceShelf shelf;
  private Access access;
  private Clinics clinics;

  @SuppressWarnings("NullAway.Init")
  protected StoredSearch() {} // required by the container

  @Inject
  StoredSearch(StoredResources stored, ResourceShelf shelf, Access access, Clinics clinics) {
    this.stored = stored;
    this.shelf = shelf;
    this.access = access;
    this.clinics = clinics;
  }

  /** To be filled with what is asked. */
  Terms terms() {
    return new Terms(dates());
  }

  /** The dates of a search, by the days of the clinic. */
  Dates dates() {
    return new Dates(clinics.of(access.tenant()).zone());
  }

  <T extends Resource> IBundleProvider find(Class<T> type, Terms terms, Paging paging) {
    access.limit(type.getSimpleName(), Interaction.SEARCH).ifPresent(terms::limitedTo);
    var query =
        new Search(
            access.tenant(),
            type.getSimpleName(),
            terms.criteria(),
            terms.order(),
            paging.skip(),
            paging.most());
    var found = stored.find(query).stream().map(it -> shelf.parse(type, it)).toList();
    found.forEach(access::note);
    return paging.page(found, stored.count(query));
  }
}
