package org.plumbline.kb.condition;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.plumbline.kb.fact.Fact;

/**
 * A product: for each of some facts the states that it may be in, as a bit mask of {@link States};
 * any state for every other fact.
 */
public final class Cube {
  static final Cube ANYTHING = new Cube(new Fact[0], new long[0]);

  private final Fact[] facts;
  private final long[] masks;

  private Cube(Fact[] facts, long[] masks) {
    this.facts = facts;
    this.masks = masks;
  }

  static Cube of(Fact fact, long mask) {
    return new Cube(new Fact[] {fact}, new long[] {mask});
  }

  /**
   * What {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when it names no fact, or no states
   */
  public static Cube parse(String text) {
    var masks = new TreeMap<Fact, Long>();
    for (var part : text.split(" ")) {
      var equals = part.indexOf('=');
      var fact = Fact.of(part.substring(0, Math.max(0, equals)));
      masks.put(
          fact.orElseThrow(() -> new IllegalArgumentException("no fact in " + part)),
          Long.parseLong(part.substring(equals + 1), 2));
    }
    return sorted(masks);
  }

  /** How many facts it speaks of. */
  public int size() {
    return facts.length;
  }

  /** Calls with each fact that it speaks of, in the order of facts.yaml, and the states allowed. */
  public void forEach(BiConsumer<Fact, Long> consumer) {
    for (var i = 0; i < facts.length; i++) {
      consumer.accept(facts[i], masks[i]);
    }
  }

  /** Whether the test holds for each fact that it speaks of, with the states allowed. */
  public boolean all(BiPredicate<Fact, Long> test) {
    for (var i = 0; i < facts.length; i++) {
      if (!test.test(facts[i], masks[i])) {
        return false;
      }
    }
    return true;
  }

  /** The states that it allows for the fact. */
  public Optional<Long> mask(Fact fact) {
    for (var i = 0; i < facts.length; i++) {
      if (facts[i] == fact) {
        return Optional.of(masks[i]);
      }
    }
    return Optional.empty();
  }

  /** The same without some of the facts that it speaks of. */
  public Cube without(BiPredicate<Fact, Long> these) {
    var left = new TreeMap<Fact, Long>();
    forEach(
        (fact, mask) -> {
          if (!these.test(fact, mask)) {
            left.put(fact, mask);
          }
        });
    return sorted(left);
  }

  /** Both; empty when they exclude each other. */
  Optional<Cube> and(Cube other) {
    var merged = new TreeMap<Fact, Long>();
    forEach(merged::put);
    for (var i = 0; i < other.facts.length; i++) {
      long mask = merged.merge(other.facts[i], other.masks[i], (one, two) -> one & two);
      if (mask == 0) {
        return Optional.empty();
      }
    }
    return Optional.of(sorted(merged));
  }

  /** The product that allows these states of these facts, as masks of {@link States}. */
  public static Cube of(Map<Fact, Long> masks) {
    return sorted(new TreeMap<>(masks));
  }

  private static Cube sorted(TreeMap<Fact, Long> masks) {
    return new Cube(
        masks.keySet().toArray(Fact[]::new),
        masks.values().stream().mapToLong(Long::longValue).toArray());
  }

  /** Whether everything that the other allows is allowed here. */
  public boolean contains(Cube other) {
    for (var i = 0; i < facts.length; i++) {
      var theirs = other.mask(facts[i]);
      if (theirs.isEmpty() || (theirs.get() & ~masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it holds in one of the states that each fact may be in, given by ordinal. */
  public boolean holds(long[] states) {
    for (var i = 0; i < facts.length; i++) {
      if ((masks[i] & states[facts[i].ordinal()]) == 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it holds in all of the states that each fact may be in, given by ordinal. */
  public boolean holdsInAll(long[] states) {
    for (var i = 0; i < facts.length; i++) {
      if ((states[facts[i].ordinal()] & ~masks[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var i = 0; i < facts.length; i++) {
      text.append(facts[i].code()).append('=').append(Long.toBinaryString(masks[i])).append(' ');
    }
    return text.toString().strip();
  }
}
