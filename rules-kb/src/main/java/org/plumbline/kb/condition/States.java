package org.plumbline.kb.condition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.plumbline.kb.condition.Condition.All;
import org.plumbline.kb.condition.Condition.Any;
import org.plumbline.kb.condition.Condition.Compared;
import org.plumbline.kb.condition.Condition.FactIs;
import org.plumbline.kb.condition.Condition.Not;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;

/**
 * The states of each fact that rules can tell apart: the values of a finding or choice; of a
 * reading each bound, each stretch between two bounds, and unknown. A set of states is a bit mask.
 */
public final class States {
  private final Map<Fact, double[]> bounds = new EnumMap<>(Fact.class);

  private States() {}

  /** The states that these conditions can tell apart. */
  public static States of(Collection<Condition> conditions) {
    var found = new EnumMap<Fact, TreeSet<Double>>(Fact.class);
    conditions.forEach(it -> collect(it, found));
    var states = new States();
    found.forEach(
        (fact, set) ->
            states.bounds.put(fact, set.stream().mapToDouble(Double::doubleValue).toArray()));
    return states;
  }

  private static void collect(Condition condition, Map<Fact, TreeSet<Double>> found) {
    if (condition instanceof All all) {
      all.parts().forEach(it -> collect(it, found));
    } else if (condition instanceof Any any) {
      any.parts().forEach(it -> collect(it, found));
    } else if (condition instanceof Not not) {
      collect(not.part(), found);
    } else if (condition instanceof Compared compared) {
      found.computeIfAbsent(compared.fact(), it -> new TreeSet<>()).add(compared.bound());
    }
  }

  private double[] bounds(Fact fact) {
    return bounds.getOrDefault(fact, new double[0]);
  }

  /** How many states the fact has; unknown is the last. */
  public int count(Fact fact) {
    return switch (fact.kind()) {
      case FINDING -> 3;
      case CHOICE -> fact.options().size();
      case READING -> 2 * bounds(fact).length + 2;
    };
  }

  /** Every state of the fact. */
  public long all(Fact fact) {
    return (1L << count(fact)) - 1;
  }

  /** The state in which nobody knows. */
  public long unknown(Fact fact) {
    return 1L << (count(fact) - 1);
  }

  /** The state of this value. */
  public long state(Fact fact, Value value) {
    if (value.isUnknown()) {
      return unknown(fact);
    }
    if (value instanceof Reading reading) {
      return 1L << index(bounds(fact), fact.compared(reading.number()));
    }
    return 1L << ((Enum<?>) value).ordinal();
  }

  /** Stretches have even indices, bounds odd ones. */
  private static int index(double[] bounds, double number) {
    var index = 0;
    for (var bound : bounds) {
      if (number < bound) {
        return index;
      }
      if (number == bound) {
        return index + 1;
      }
      index += 2;
    }
    return index;
  }

  /** The states in which the atom holds. */
  long mask(FactIs atom) {
    return atom.values().stream()
        .mapToLong(it -> state(atom.fact(), it))
        .reduce(0, (one, other) -> one | other);
  }

  /** The states in which the atom holds. */
  long mask(Compared atom) {
    var mask = 0L;
    for (var index = 0; index < count(atom.fact()) - 1; index++) {
      if (atom.operator().test(inside(atom.fact(), index), atom.bound())) {
        mask |= 1L << index;
      }
    }
    return mask;
  }

  /** A number of the state, any. */
  private double inside(Fact fact, int index) {
    var bounds = bounds(fact);
    if (index % 2 == 1) {
      return bounds[index / 2];
    }
    if (index == 0) {
      return bounds.length == 0 ? 0 : bounds[0] - 1;
    }
    var below = bounds[index / 2 - 1];
    return index / 2 == bounds.length ? below + 1 : (below + bounds[index / 2]) / 2;
  }

  /**
   * One value for each known state that a patient can be in: of a reading the value that is nearest
   * to a bound, by the fact's step.
   */
  public List<Value> values(Fact fact) {
    if (fact.kind() == Fact.Kind.READING) {
      return readings(fact);
    }
    var values = new ArrayList<Value>();
    if (fact.kind() == Fact.Kind.FINDING) {
      values.add(Presence.PRESENT);
      values.add(Presence.ABSENT);
    } else {
      fact.options().stream().filter(it -> !it.isUnknown()).forEach(values::add);
    }
    return values;
  }

  /** The known values that a mask of a finding or choice allows. */
  public List<Value> values(Fact fact, long mask) {
    return values(fact).stream().filter(it -> (state(fact, it) & mask) != 0).toList();
  }

  /** The stretches of numbers that a mask of a reading allows. */
  public List<Range> ranges(Fact fact, long mask) {
    var ranges = new ArrayList<Range>();
    var known = count(fact) - 1;
    for (var from = 0; from < known; from++) {
      if ((mask & 1L << from) != 0) {
        var to = from;
        while (to + 1 < known && (mask & 1L << to + 1) != 0) {
          to++;
        }
        ranges.add(range(bounds(fact), from, to));
        from = to;
      }
    }
    return ranges;
  }

  private static Range range(double[] bounds, int from, int to) {
    var low = from == 0 ? Double.NEGATIVE_INFINITY : bounds[(from - 1) / 2];
    var high = to / 2 == bounds.length ? Double.POSITIVE_INFINITY : bounds[to / 2];
    return new Range(low, from % 2 == 1, high, to % 2 == 1);
  }

  private List<Value> readings(Fact fact) {
    var bounds = bounds(fact);
    var numbers = new ArrayList<Value>();
    var low = fact.compared(fact.low());
    var step = fact.comparedStep();
    if (bounds.length > 0 && bounds[0] > low) {
      numbers.add(new Reading(fact.reading(Math.max(low, bounds[0] - step))));
    }
    for (var i = 0; i < bounds.length; i++) {
      numbers.add(new Reading(fact.reading(bounds[i])));
      var next = i + 1 < bounds.length ? bounds[i + 1] : Math.nextUp(fact.compared(fact.high()));
      var above = bounds[i] + step;
      if (above < next) {
        numbers.add(new Reading(fact.reading(above)));
      } else if (i + 1 < bounds.length) {
        numbers.add(new Reading(fact.reading((bounds[i] + next) / 2)));
      }
    }
    return numbers;
  }
}
