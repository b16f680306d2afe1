package org.plumbline.resource;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.plumbline.client.Tenant;

/**
 * A FHIR resource as it was accepted.
 *
 * @param key its type and id
 * @param version 1 for the first, one more with every update
 * @param receivedAt when it was accepted
 * @param json the resource as FHIR JSON
 */
public record StoredResource(Key key, int version, Instant receivedAt, String json) {
  public StoredResource {
    requireNonNull(key, "key");
    requireNonNull(receivedAt, "receivedAt");
    requireNonNull(json, "json");
  }

  /**
   * Names a resource.
   *
   * @param tenant the clinic that it belongs to
   * @param type such as {@code QuestionnaireResponse}
   * @param id the logical id, 1 to 64 characters
   */
  public record Key(Tenant tenant, String type, String id) {
    public Key {
      requireNonNull(tenant, "tenant");
      requireNonNull(type, "type");
      requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return type + "/" + id;
    }
  }
}
