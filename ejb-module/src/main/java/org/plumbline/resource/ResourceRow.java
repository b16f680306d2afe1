package org.plumbline.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;

/** One version of a resource as it is kept, with what it is found by. */
@Entity
@Table(name = "stored_resource")
@IdClass(ResourceRow.Version.class)
class ResourceRow {
  @Id private String tenant;
  @Id private String type;
  @Id private String id;
  @Id private int version;

  @Column(name = "received_at")
  private Instant receivedAt;

  private @Nullable String patient;
  private @Nullable String identifier;
  private @Nullable String status;
  private @Nullable Instant authored;
  private @Nullable String author;
  private @Nullable String questionnaire;

  @Column(length = 1_048_576)
  private String content;

  protected ResourceRow() {} // required by Hibernate

  ResourceRow(StoredResource resource, Traits traits) {
    this.tenant = resource.key().tenant().value();
    this.type = resource.key().type();
    this.id = resource.key().id().value();
    this.version = resource.version();
    this.receivedAt = resource.receivedAt();
    this.content = resource.json();
    this.patient = traits.patient().orElse(null);
    this.identifier = traits.identifier().orElse(null);
    this.status = traits.status().orElse(null);
    this.authored = traits.authored().orElse(null);
    this.author = traits.author().orElse(null);
    this.questionnaire = traits.questionnaire().orElse(null);
  }

  StoredResource stored() {
    return new StoredResource(
        new StoredResource.Key(new Tenant(tenant), type, new StoredResource.Id(id)),
        version,
        receivedAt,
        content);
  }

  /** The primary key. */
  record Version(String tenant, String type, String id, int version) implements Serializable {}
}
