package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static Optional<Condition> of(String state) {
    return Condition.of(new IllegalStateException(new SQLException("why", state)));
  }

  @Test
  void theStateOfAFaultTellsHowTheDatabaseAnswers() {
    assertEquals(Optional.of(Condition.SLOW), of("57014"));
    assertEquals(Optional.of(Condition.LOCKED), of("55P03"));
    assertEquals(Optional.of(Condition.FULL), of("53100"));
    assertEquals(Optional.of(Condition.READ_ONLY), of("25006"));
    assertEquals(Optional.of(Condition.REFUSES), of("57P01"));
    assertEquals(Optional.of(Condition.REFUSES), of("08006"));
    assertEquals(Optional.of(Condition.REFUSES), of("90098"));
  }

  @Test
  void aFaultOfWhatWasAskedTellsNothing() {
    assertEquals(Optional.empty(), of("22001"));
    assertEquals(Optional.empty(), of("23505"));
    assertEquals(Optional.empty(), Condition.of(new IllegalStateException("ours")));
  }

  @Test
  void whoSaysNothingInTimeIsSilent() {
    assertEquals(
        Optional.of(Condition.SILENT),
        Condition.of(new SQLException("lost", "08006", new SocketTimeoutException())));
    assertEquals(
        Optional.of(Condition.SILENT), Condition.of(new SQLException("no answer", "08001")));
    assertEquals(
        Optional.of(Condition.REFUSES),
        Condition.of(new SQLException("refused", "08001", new IOException("refused"))));
  }

  @Test
  void aPoolThatGivesUpIsSlow() {
    assertEquals(Optional.of(Condition.SLOW), Condition.of(new SQLException("no connection")));
    assertEquals(Optional.of(Condition.SLOW), Condition.of(new OutOfPatience("too long")));
  }

  @Test
  void whatFailedAtTheCommitIsFoundAmongTheSuppressed() {
    var thrown = new IllegalStateException("not committed");
    thrown.addSuppressed(new SQLException("full", "53100"));
    assertEquals(Optional.of(Condition.FULL), Condition.of(thrown));
  }

  @Test
  void onlyBadDataFailsAgain() {
    assertTrue(Condition.isOfTheData(new SQLException("too long", "22001")));
    assertTrue(Condition.isOfTheData(new SQLException("no parent", "23503")));
    assertFalse(Condition.isOfTheData(new SQLException("written by another", "23505")));
    assertFalse(Condition.isOfTheData(new SQLException("away", "08006")));
  }
}
