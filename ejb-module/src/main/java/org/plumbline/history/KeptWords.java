package org.plumbline.history;

import static java.util.stream.Collectors.toUnmodifiableMap;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Map;
import org.plumbline.database.Rows;
import org.plumbline.history.StoredAssessment.Version.Hash;

/** The texts that were kept with each version of the knowledge. */
@Stateless
@PermitAll
public class KeptWords {
  @PersistenceContext private EntityManager entities;

  @SuppressWarnings("NullAway.Init")
  public KeptWords() {} // required by the container

  private record Text(String name, String text) {}

  /** Those of a version by their names; none when none were kept. */
  public Map<String, String> of(Hash version) {
    return Rows.of(
            entities
                .createNativeQuery(
                    "select name, text from knowledge_text where hash = :hash", Object[].class)
                .setParameter("hash", version.value()),
            Text.class)
        .collect(toUnmodifiableMap(Text::name, Text::text));
  }
}
