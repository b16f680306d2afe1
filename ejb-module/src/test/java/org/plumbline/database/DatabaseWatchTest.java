package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatabaseWatchTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final DatabaseWatch watch = new DatabaseWatch();

  @AfterEach
  void end() {
    Patience.end();
  }

  private static RuntimeException fault(String state) {
    return new IllegalStateException(new SQLException("a row of somebody", state));
  }

  @Test
  void eachFaultTellsItsKind() {
    assertEquals(Optional.of(Condition.SILENT), Condition.of(fault("08001")));
    assertEquals(Optional.of(Condition.REFUSES), Condition.of(fault("08006")));
    assertEquals(Optional.of(Condition.REFUSES), Condition.of(fault("57P03")));
    assertEquals(Optional.of(Condition.REFUSES), Condition.of(fault("53300")));
    assertEquals(Optional.of(Condition.LOCKED), Condition.of(fault("55P03")));
    assertEquals(Optional.of(Condition.LOCKED), Condition.of(fault("HYT00")));
    assertEquals(Optional.of(Condition.FULL), Condition.of(fault("53100")));
    assertEquals(Optional.of(Condition.READ_ONLY), Condition.of(fault("25006")));
    assertEquals(Optional.of(Condition.SLOW), Condition.of(fault("57014")));
    assertEquals(
        Optional.of(Condition.SLOW), Condition.of(new OutOfPatience("the database took too long")));
    assertEquals(
        Optional.of(Condition.SILENT),
        Condition.of(new SQLException("io", "08006", new SocketTimeoutException())));
    assertEquals(
        Optional.of(Condition.REFUSES),
        Condition.of(
            new SQLException("the pool", new SQLException("x", "08001", new ConnectException()))));
  }

  @Test
  void whatWasAskedIsNoFaultOfTheDatabase() {
    for (var state : new String[] {"22021", "23505", "40001", "40P01", "42P01"}) {
      assertEquals(Optional.empty(), Condition.of(fault(state)), state);
    }
    assertEquals(Optional.empty(), Condition.of(new IllegalStateException("ours")));
  }

  @Test
  void callThatWasLetDownDoesNotWaitAgain() throws Exception {
    Patience.begin(true, LONG);
    assertTrue(watch.millisToWait(1) > 59_000);
    watch.failed(fault("55P03"));
    assertThrows(OutOfPatience.class, () -> watch.millisToWait(1));
    // Nor does any other, until somebody has looked: one locked row is no locked table.
    Patience.begin(true, LONG);
    assertThrows(OutOfPatience.class, () -> watch.millisToWait(1));
    assertTrue(watch.awaitSuspicion(Duration.ZERO));
    watch.found(Condition.ANSWERS);
    assertTrue(watch.millisToWait(1) > 59_000);
  }

  @Test
  void databaseIsPromptWhenARecordingIsDoneWithinThePatience() {
    for (var setting : new String[] {"50", "", "10000"}) {
      var patience = Patience.hurried(setting);
      var recording = DatabaseProbe.prompt(patience).multipliedBy(12);
      assertTrue(recording.compareTo(patience) < 0, setting);
      assertTrue(recording.compareTo(patience.dividedBy(2)) > 0, setting);
    }
    assertThrows(IllegalStateException.class, () -> Patience.hurried("49"));
    assertThrows(IllegalStateException.class, () -> Patience.hurried("soon"));
  }

  @Test
  void lookThatDoesNotEndSaysThatNothingAnswers() throws Exception {
    watch.looks(LONG);
    assertEquals(Condition.ANSWERS, watch.condition());
    watch.looks(Duration.ZERO);
    assertEquals(Condition.SILENT, watch.condition());
    watch.found(Condition.ANSWERS);
    assertEquals(Condition.ANSWERS, watch.condition());
  }

  @Test
  void whoHasTimeStillAsksASlowOrLockedDatabase() throws Exception {
    for (var condition : new Condition[] {Condition.SLOW, Condition.LOCKED}) {
      watch.found(condition);
      assertEquals(7, watch.millisToWait(7));
      Patience.begin(false, LONG);
      assertTrue(watch.millisToWait(7) > 7);
      Patience.begin(true, LONG);
      assertThrows(OutOfPatience.class, () -> watch.millisToWait(7));
      Patience.end();
    }
  }

  @Test
  void nobodyAsksOneThatIsSilentOrRefuses() {
    for (var condition : new Condition[] {Condition.SILENT, Condition.REFUSES}) {
      watch.found(condition);
      assertThrows(OutOfPatience.class, () -> watch.millisToWait(7));
    }
  }

  @Test
  void fullDatabaseIsReadAndToldUntilSomethingWasWritten() throws Exception {
    watch.failed(fault("53100"));
    assertEquals(Condition.FULL, watch.condition());
    watch.found(Condition.ANSWERS);
    assertEquals(Condition.FULL, watch.condition());
    Patience.begin(true, LONG);
    assertTrue(watch.millisToWait(7) > 7);
    watch.wrote();
    assertEquals(Condition.ANSWERS, watch.condition());
  }

  @Test
  void onlyWaitingCounts() throws Exception {
    Patience.begin(true, Duration.ofMillis(150));
    Thread.sleep(200);
    assertEquals(150, watch.millisToWait(7));
    Patience.waits();
    Thread.sleep(160);
    Patience.waited();
    assertThrows(OutOfPatience.class, () -> watch.millisToWait(7));
  }

  @Test
  void budgetIsOverWhenItIsSpent() {
    Patience.begin(true, Duration.ZERO);
    assertThrows(OutOfPatience.class, () -> watch.millisToWait(7));
  }

  /** The transaction manager names a fault of the commit as suppressed, not as the cause. */
  @Test
  void faultOfACommitIsFoundAmongWhatWasSuppressed() {
    var rolledBack = new IllegalStateException("rolled back");
    rolledBack.addSuppressed(new IllegalStateException(fault("08006")));
    assertEquals(
        Optional.of(Condition.REFUSES), Condition.of(new IllegalStateException(rolledBack)));
    assertFalse(Condition.isOfTheData(rolledBack));
    assertTrue(Condition.isOfTheData(new IllegalStateException(fault("22021"))));
    assertTrue(Condition.isOfTheData(fault("23502")));
    assertFalse(Condition.isOfTheData(fault("23505")), "somebody else has written it");
    assertFalse(Condition.isOfTheData(fault("40P01")), "a deadlock passes");
  }
}
