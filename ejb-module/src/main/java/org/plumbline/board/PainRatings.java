package org.plumbline.board;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.plumbline.board.Waiting.Rating;
import org.plumbline.client.Tenant;
import org.plumbline.database.Rows;
import org.plumbline.history.StatementLines;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.kb.fact.Fact;

/** How bad the pain of patients was, by their own answers. */
final class PainRatings {
  /** So many of each patient, the newest. */
  private static final int MOST = 8;

  private PainRatings() {}

  private record Row(PatientReference patient, Instant answeredAt, String statements) {}

  /** Of whom it was rated since a moment; the oldest first. */
  static Map<PatientReference, List<Rating>> of(
      EntityManager entities, Tenant tenant, Collection<PatientReference> patients, Instant since) {
    var ratings = new HashMap<PatientReference, List<Rating>>();
    if (patients.isEmpty()) {
      return ratings;
    }
    Rows.of(
            entities
                .createNativeQuery(
                    "select patient, answered_at, statements from assessment where tenant = :tenant and patient in (:patients) and answered_at >= :since and route <> 'EXAMINATION' order by patient, answered_at desc",
                    Object[].class)
                .setParameter("tenant", tenant.value())
                .setParameter("patients", patients.stream().map(PatientReference::value).toList())
                .setParameter("since", since),
            Row.class)
        .forEach(
            it -> {
              var of = ratings.computeIfAbsent(it.patient(), id -> new ArrayList<>());
              level(it.statements())
                  .filter(level -> of.size() < MOST)
                  .filter(level -> of.isEmpty() || !of.get(0).at().equals(it.answeredAt()))
                  .ifPresent(level -> of.add(0, new Rating(it.answeredAt(), level)));
            });
    return ratings;
  }

  private static Optional<Double> level(String statements) {
    return StatementLines.said(statements).stream()
        .filter(it -> it.getKey().equals(Fact.PAIN_NOW.code()))
        .filter(it -> it.getValue().matches("[0-9.]+"))
        .map(it -> Double.valueOf(it.getValue()))
        .findFirst();
  }
}
