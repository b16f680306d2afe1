package org.plumbline.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key of ours as it is kept. */
@Entity
@Table(name = "signing_key")
class SigningKeyRow {
  @Id private String kid;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(length = 16000)
  private String jwk;

  protected SigningKeyRow() {} // required by Hibernate

  SigningKeyRow(String kid, Instant createdAt, String sealed) {
    this.kid = kid;
    this.createdAt = createdAt;
    this.jwk = sealed;
  }

  String kid() {
    return kid;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** As it is kept: sealed, or in clear if it is old. */
  String kept() {
    return jwk;
  }

  void keep(String sealed) {
    jwk = sealed;
  }
}
