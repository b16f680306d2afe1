package org.plumbline.kb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.form.Form;
import org.yaml.snakeyaml.Yaml;

/**
 * Patients whose pain is benign, at the answer rates of burden/benign-patients.yaml or at a
 * multiple of the noise in them: every share of yes up to {@link #NOISE_UP_TO}, "don't know" and
 * skipping.
 */
final class BenignPatients {
  /** A share above that, in percent, says what the pain is like; one below is mostly misreading. */
  static final double NOISE_UP_TO = 20;

  /** No noise is more than that, in percent. */
  static final double NOISE_AT_MOST = 50;

  static final List<String> KINDS = List.of("delayed-onset-soreness", "muscle-strain");

  private final Map<String, Object> rates = rates();
  private final double factor;
  private final OptionalLong seed;
  private Random random;
  private long patient;

  BenignPatients(Random random) {
    this.random = random;
    this.factor = 1;
    this.seed = OptionalLong.empty();
  }

  /**
   * Patients who answer a question alike wherever it stands on the form, at a multiple of the
   * noise.
   */
  BenignPatients(long seed, double factor) {
    this.random = new Random(seed);
    this.factor = factor;
    this.seed = OptionalLong.of(seed);
  }

  /** The finalizer of SplitMix64 (Steele 2014), so that seeds that are alike draw unlike. */
  private static long mixed(long it) {
    var first = (it ^ (it >>> 30)) * 0xbf58476d1ce4e5b9L;
    var second = (first ^ (first >>> 27)) * 0x94d049bb133111ebL;
    return second ^ (second >>> 31);
  }

  private double noise(double percent) {
    return percent > NOISE_UP_TO ? percent : Math.min(NOISE_AT_MOST, percent * factor);
  }

  /** Whether the file says how often benign patients answer this question, and how. */
  static boolean rated(String code) {
    var rates = rates();
    return List.of("age", "sex").contains(code)
        || Stream.of("reported", "readings", "choices")
            .map(it -> Case.<Map<String, Object>>cast(rates.get(it)))
            .anyMatch(it -> it.containsKey(code));
  }

  /** The share of signs that are so and are overlooked in a list, in percent. */
  static double overlookedInAList() {
    return number(rates().get("overlooked-in-a-list"));
  }

  private static Map<String, Object> rates() {
    try {
      return new Yaml()
          .load(Files.readString(Path.of("src/test/resources/burden/benign-patients.yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(Object yaml) {
    return ((Number) yaml).doubleValue();
  }

  private boolean happens(double percent) {
    return random.nextDouble() * 100 < percent;
  }

  /** What one patient answers on the whole form, each question when it is enabled. */
  Map<Fact, Value> answers(String kind) {
    var answers = new EnumMap<Fact, Value>(Fact.class);
    patient++;
    for (var question : Form.load().questions()) {
      if (question.forPatient() && question.enabled(Intakes.of(answers))) {
        var value = answer(question.fact(), kind);
        if (value != null) {
          answers.put(question.fact(), value);
        }
      }
    }
    return answers;
  }

  private Value answer(Fact fact, String kind) {
    seed.ifPresent(it -> random = new Random(mixed(mixed(it + patient) ^ fact.code().hashCode())));
    if (fact == Fact.AGE) {
      return new Reading(between(Case.cast(rates.get("age"))));
    }
    if (fact == Fact.SEX) {
      return Value.parse(fact, happens(number(rates.get("male"))) ? "male" : "female");
    }
    return switch (fact.kind()) {
      case FINDING -> finding(fact, kind);
      case READING -> reading(fact, kind);
      case CHOICE -> choice(fact, kind);
    };
  }

  private double between(List<Integer> range) {
    return range.get(0) + random.nextInt(range.get(1) - range.get(0) + 1);
  }

  private Value finding(Fact fact, String kind) {
    Map<String, Object> skip = Case.cast(rates.get("skip"));
    if (happens(
        noise(number(rates.get("dont-know"))) + noise(number(skip.getOrDefault(fact.code(), 0))))) {
      return Presence.UNKNOWN;
    }
    Map<String, Object> yes = Case.cast(rates.get("reported"));
    var rate = yes.getOrDefault(fact.code(), 0);
    if (rate instanceof List<?> perKind) {
      rate = perKind.get(KINDS.indexOf(kind));
    }
    return happens(noise(number(rate))) ? Presence.PRESENT : Presence.ABSENT;
  }

  private Value reading(Fact fact, String kind) {
    Map<String, Map<String, List<Integer>>> readings = Case.cast(rates.get("readings"));
    var ranges = readings.get(fact.code());
    return ranges == null ? null : new Reading(between(ranges.get(kind)));
  }

  private Value choice(Fact fact, String kind) {
    Map<String, Map<String, Map<String, Integer>>> choices = Case.cast(rates.get("choices"));
    var options = choices.get(fact.code());
    if (options == null) {
      return null;
    }
    var left = random.nextDouble() * 100;
    for (var option : options.get(kind).entrySet()) {
      left -= option.getValue();
      if (left < 0) {
        return Value.parse(fact, option.getKey());
      }
    }
    return null;
  }
}
