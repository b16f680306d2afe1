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

  /** The logical id of a resource, 1 to 64 characters. */
  public record Id(String value) {
    public Id {
      requireNonNull(value, "value");
    }
  }

  /**
   * Names a resource.
   *
   * @param tenant the clinic that it belongs to
   * @param type such as {@code QuestionnaireResponse}
   */
  public record Key(Tenant tenant, String type, Id id) {
    public Key {
      requireNonNull(tenant, "tenant");
      requireNonNull(type, "type");
      requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return type + "/" + id.value();
    }
  }
}
