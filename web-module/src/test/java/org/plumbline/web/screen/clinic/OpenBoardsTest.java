package org.plumbline.web.screen.clinic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.WriteListener;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.plumbline.board.Pulse;
import org.plumbline.client.Tenant;
import org.plumbline.web.screen.clinic.OpenBoards.Board;
import org.plumbline.web.screen.clinic.OpenBoards.Limits;

class OpenBoardsTest {
  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Tenant ONE = new Tenant("one");
  private static final Tenant TWO = new Tenant("two");

  /** What a database would tell. */
  private static final class Told extends Pulse {
    private final Map<Tenant, Recent> recent = new HashMap<>();

    @Override
    public Map<Tenant, Recent> recent() {
      return recent;
    }

    @Override
    public String of(Tenant tenant) {
      return "";
    }
  }

  /** A board that keeps what it was told. */
  private static final class Screen extends ServletOutputStream {
    private final StringBuilder told = new StringBuilder();

    @Override
    public void write(int sent) {
      told.append((char) sent);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }

    AsyncContext context() {
      var response =
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ServletResponse.class},
              (proxy, method, arguments) -> this);
      return (AsyncContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {AsyncContext.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "hashCode" -> System.identityHashCode(this);
                    case "equals" -> proxy == arguments[0];
                    default -> response;
                  });
    }

    boolean toldOfAChange() {
      var changed = told.indexOf("event: change") >= 0;
      told.setLength(0);
      return changed;
    }
  }

  private final Told pulse = new Told();
  private final OpenBoards boards = new OpenBoards(pulse, new Limits(400, 250, 2));

  private Screen open(Tenant tenant) {
    var screen = new Screen();
    var board = new Board(tenant, "");
    assertTrue(boards.enter(board));
    boards.open(screen.context(), board);
    return screen;
  }

  @Test
  void boardsOfOneClinicAreNotToldOfAnother() {
    var one = open(ONE);
    var two = open(TWO);
    boards.look();
    one.toldOfAChange();
    two.toldOfAChange();
    boards.look();
    assertFalse(one.toldOfAChange());
    pulse.recent.put(ONE, new Pulse.Recent(NOW, 1));
    boards.look();
    assertTrue(one.toldOfAChange());
    assertFalse(two.toldOfAChange());
    boards.look();
    assertFalse(one.toldOfAChange());
    // What is too old for the last minute is no change.
    pulse.recent.clear();
    boards.look();
    assertFalse(one.toldOfAChange());
    // One that was dated before the newest is seen late.
    pulse.recent.put(ONE, new Pulse.Recent(NOW.plusSeconds(90), 1));
    boards.look();
    assertTrue(one.toldOfAChange());
    pulse.recent.put(ONE, new Pulse.Recent(NOW.plusSeconds(90), 2));
    boards.look();
    assertTrue(one.toldOfAChange());
  }

  @Test
  void manyBoardsAreToldOneAfterTheOther() {
    var screens = new HashSet<Screen>();
    for (var board = 0; board < 250; board++) {
      screens.add(open(ONE));
    }
    for (var second = 0; second < 3; second++) {
      boards.look();
    }
    screens.forEach(Screen::toldOfAChange);
    pulse.recent.put(ONE, new Pulse.Recent(NOW, 1));
    boards.look();
    assertEquals(100, told(screens));
    boards.look();
    boards.look();
    assertEquals(150, told(screens));
  }

  private static long told(Set<Screen> screens) {
    return screens.stream().filter(Screen::toldOfAChange).count();
  }

  @Test
  void boardsOfAPersonOfAClinicAndOfANodeAreLimited() {
    var person = new Board(ONE, "Practitioner/1");
    assertTrue(boards.enter(person));
    assertTrue(boards.enter(person));
    assertFalse(boards.enter(person));
    var allowed = 2;
    for (var other = 0; other < 400; other++) {
      allowed += boards.enter(new Board(ONE, "Practitioner/o" + other)) ? 1 : 0;
    }
    assertEquals(250, allowed);
    for (var other = 0; other < 400; other++) {
      allowed += boards.enter(new Board(TWO, "Practitioner/o" + other)) ? 1 : 0;
    }
    assertEquals(400, allowed);
  }

  @Test
  void closedBoardLeavesItsPlace() {
    var board = new Board(ONE, "Practitioner/1");
    for (var turn = 0; turn < 1_000; turn++) {
      assertTrue(boards.enter(board));
      var context = new Screen().context();
      boards.open(context, board);
      boards.close(context);
      boards.close(context);
    }
    assertEquals(0, boards.count());
  }
}
