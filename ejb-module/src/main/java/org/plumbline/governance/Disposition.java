package org.plumbline.governance;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.Urgency;

/** What a transcript says in short: how urgent, by which rules. */
final class Disposition {
  private Disposition() {}

  /** The code of the urgency; {@code none} when the transcript has none. */
  static String urgency(List<String> transcript) {
    return transcript.stream()
        .filter(it -> it.startsWith("disposition "))
        .map(it -> it.split(" ")[2])
        .findFirst()
        .orElse("none");
  }

  /** Whether one code is less urgent than another; one that is not known here is taken to be. */
  static boolean isLessUrgent(String one, String other) {
    return rank(one) < rank(other);
  }

  private static int rank(String code) {
    return Urgency.of(code).map(it -> List.of(Urgency.values()).indexOf(it)).orElse(-1);
  }

  /** The lines in which two transcripts differ: - for what is gone, + for what is new. */
  static List<String> changes(List<String> before, List<String> after) {
    var gone = new TreeSet<>(before);
    after.forEach(gone::remove);
    var added = new TreeSet<>(after);
    before.forEach(added::remove);
    return Stream.concat(gone.stream().map("-"::concat), added.stream().map("+"::concat))
        .collect(Collectors.toList());
  }
}
