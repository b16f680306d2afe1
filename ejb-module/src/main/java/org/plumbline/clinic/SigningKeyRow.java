package org.plumbline.clinic;

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

  @Column(length = 8000)
  private String jwk;

  protected SigningKeyRow() {} // required by Hibernate

  SigningKeyRow(SigningKeys.Key key) {
    this.kid = key.kid();
    this.createdAt = key.createdAt();
    this.jwk = key.jwk();
  }

  SigningKeys.Key key() {
    return new SigningKeys.Key(kid, createdAt, jwk);
  }
}
