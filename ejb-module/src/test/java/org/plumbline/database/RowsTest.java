package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Kept;

class RowsTest {
  private final Kept kept = Kept.empty();

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void aWriteThatFindsNothingIsTold() {
    var entities = kept.entities();
    kept.assessment("Patient/1", Instant.EPOCH, "routine");
    var one = entities.createNativeQuery("update assessment set urgency = 'urgent'");
    Rows.writeOne(one);
    var none =
        entities.createNativeQuery("update assessment set urgency = 'x' where patient = 'nobody'");
    assertThrows(IllegalStateException.class, () -> Rows.writeOne(none));
    kept.assessment("Patient/2", Instant.EPOCH, "routine");
    assertThrows(IllegalStateException.class, () -> Rows.writeOne(one));
  }

  @Test
  void aMomentIsAnInstantAndAnIdAUuid() {
    var id = kept.assessment("Patient/1", Instant.EPOCH.plusSeconds(1), "routine");
    var row =
        Rows.of(
                kept.entities()
                    .createNativeQuery(
                        "select id, answered_at, unfinished from assessment", Object[].class))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(id, Instant.EPOCH.plusSeconds(1), false), List.of(row));
  }

  private record Id(UUID value) {}

  private record Row(
      Id id, Instant answeredAt, boolean unfinished, Optional<Id> previous, long count) {}

  private List<Row> rows(String columns) {
    return Rows.of(
            kept.entities()
                .createNativeQuery("select " + columns + " from assessment", Object[].class),
            Row.class)
        .toList();
  }

  @Test
  void aRowIsARecordWithItsIdsMomentsAndWhatMayBeEmpty() {
    var first = kept.assessment("Patient/1", Instant.EPOCH.plusSeconds(1), "routine");
    assertEquals(
        List.of(new Row(new Id(first), Instant.EPOCH.plusSeconds(1), false, Optional.empty(), 1)),
        rows("id, answered_at, unfinished, previous_id, (select count(*) from assessment)"));
    assertEquals(
        Optional.of(new Id(first)), rows("id, answered_at, unfinished, id, 1").get(0).previous());
  }

  @Test
  void aColumnThatDoesNotFitIsTold() {
    kept.assessment("Patient/1", Instant.EPOCH, "routine");
    assertThrows(
        IllegalStateException.class, () -> rows("patient, answered_at, unfinished, id, 1"));
    assertThrows(
        IllegalStateException.class, () -> rows("previous_id, answered_at, unfinished, id, 1"));
    assertThrows(IllegalStateException.class, () -> rows("id, answered_at"));
  }

  @Test
  void rowsThatAreThereStayAsTheyAre() {
    var added = new ArrayList<Integer>();
    for (var i = 0; i < 2; i++) {
      var until = Instant.EPOCH.plusSeconds(i);
      added.add(
          Rows.insert(
              kept.entities(),
              "used_token (issuer, jti, expires_at)",
              3,
              "('ehr', :jti%1$d, :until%1$d)",
              (query, number) ->
                  query
                      .setParameter("jti" + number, "t" + number)
                      .setParameter("until" + number, until)));
    }
    assertEquals(List.of(3, 0), added);
    assertEquals(
        3,
        kept.number("select count(*) from used_token where expires_at < '1970-01-01T00:00:01Z'"));
  }
}
