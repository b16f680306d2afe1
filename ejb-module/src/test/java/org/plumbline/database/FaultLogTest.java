package org.plumbline.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FaultLogTest {
  private final Lines lines = new Lines();
  private long nanos = 1;
  private final FaultLog log = new FaultLog(lines, () -> nanos);

  private static final class Lines implements System.Logger {
    private final List<String> said = new ArrayList<>();

    @Override
    public String getName() {
      return "lines";
    }

    @Override
    public boolean isLoggable(Level level) {
      return true;
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String text, @Nullable Throwable thrown) {
      said.add(text);
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String format, @Nullable Object... values) {
      said.add(MessageFormat.format(format, values));
    }
  }

  private void fails(String what, int times) {
    for (var i = 0; i < times; i++) {
      log.undone(what, new IllegalStateException("a row of somebody"));
    }
  }

  @Test
  void saysTheFirstAtOnceAndTheOthersTogether() {
    fails("card not recorded", 500);
    assertEquals(List.of("card not recorded: java.lang.IllegalStateException"), lines.said);
    nanos += Duration.ofSeconds(10).toNanos();
    fails("card not recorded", 3);
    assertEquals(
        "card not recorded: java.lang.IllegalStateException, and 499 times since it was said last",
        lines.said.get(1));
    assertEquals(2, lines.said.size());
  }

  @Test
  void saysEachKindForItself() {
    fails("card not recorded", 2);
    fails("access not audited", 2);
    assertEquals(2, lines.said.size());
  }
}
