package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What stands below a result on the patient's own device.
 *
 * @param address the address of the link
 * @param look the look again that the patient alone answers
 * @param days the diary, oldest first
 */
public record AfterPage(String address, Look look, List<Day> days, Reminding reminding) {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 40;
  private static final int WORST = 10;

  public AfterPage {
    days = List.copyOf(days);
  }

  /**
   * A look again.
   *
   * @param offered whether the answers before still count
   * @param planned whether there is one
   * @param due whether its time has come
   */
  public record Look(boolean offered, boolean planned, boolean due) {}

  /**
   * A day of the diary.
   *
   * @param trained the code of what was trained
   */
  public record Day(String day, int pain, Trained trained) {}

  /** What was trained, as its words are known by. */
  public record Trained(String code) {
    /** The key of the words. */
    public String key() {
      return "diary.trained." + code;
    }
  }

  /**
   * How the patient is reminded.
   *
   * @param ways by which the clinic can
   * @param chosen the one that the patient has chosen
   * @param wrong whether what was typed is no address
   */
  public record Reminding(List<String> ways, Optional<String> chosen, boolean wrong) {
    public Reminding {
      ways = List.copyOf(ways);
    }
  }

  /** The pain of the days as the points of a line, 300 wide and 40 high. */
  public String line() {
    return IntStream.range(0, days.size())
        .mapToObj(
            it ->
                "%d,%d"
                    .formatted(
                        days.size() == 1 ? 0 : it * WIDTH / (days.size() - 1),
                        HEIGHT - days.get(it).pain() * HEIGHT / WORST))
        .collect(Collectors.joining(" "));
  }
}
