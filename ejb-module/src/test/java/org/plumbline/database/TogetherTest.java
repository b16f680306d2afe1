package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.ejb.EJBException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class TogetherTest {
  private boolean committed = true;
  private int tries;
  private final Together together =
      new Together(
          new OneTransaction() {
            @Override
            public <T> T of(Supplier<T> work) {
              var done = work.get();
              if (!committed) {
                throw new EJBException("not committed");
              }
              return done;
            }
          });

  @Test
  void whatIsKeptTogetherIsDoneOnce() {
    assertEquals("answer", together.orApart(() -> "answer" + (tries++ == 0 ? "" : "again")));
    assertEquals(1, tries);
    assertFalse(Together.isOpen());
  }

  @Test
  void whatCannotBeKeptTogetherIsDoneApart() {
    committed = false;
    var open = new ArrayList<Boolean>();
    assertEquals(
        "answer",
        together.orApart(
            () -> {
              open.add(Together.isOpen());
              return "answer";
            }));
    assertEquals(List.of(true, false), open);
  }

  /** Done together it would be done twice, by each call, for as long as the database is away. */
  @Test
  void whileTheDatabaseIsAwayItIsDoneApartAtOnce() {
    DatabaseWatch.ofThisNode().found(Condition.SILENT);
    try {
      together.orApart(
          () -> {
            tries++;
            assertFalse(Together.isOpen());
            return "answer";
          });
    } finally {
      DatabaseWatch.ofThisNode().found(Condition.ANSWERS);
    }
    assertEquals(1, tries);
  }

  @Test
  void aFaultThatIsNotOfTheDatabaseIsThrownAsItIs() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                together.orApart(
                    () -> {
                      tries++;
                      throw new IllegalArgumentException("refused");
                    }));
    assertEquals("refused", refused.getMessage());
    assertEquals(1, tries);
    assertFalse(Together.isOpen());
  }
}
