package org.plumbline.resource;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** One version of a resource as it is kept. */
@Entity
@Table(name = "resource")
@IdClass(ResourceRow.Version.class)
class ResourceRow {
  @Id private String type;
  @Id private String id;
  @Id private int version;

  @Column(name = "received_at")
  private Instant receivedAt;

  @Column(length = 1_048_576)
  private String content;

  protected ResourceRow() {} // required by Hibernate

  ResourceRow(StoredResource resource) {
    this.type = resource.key().type();
    this.id = resource.key().id();
    this.version = resource.version();
    this.receivedAt = resource.receivedAt();
    this.content = resource.json();
  }

  StoredResource stored() {
    return new StoredResource(new StoredResource.Key(type, id), version, receivedAt, content);
  }

  /** The primary key. */
  record Version(String type, String id, int version) implements Serializable {}
}
