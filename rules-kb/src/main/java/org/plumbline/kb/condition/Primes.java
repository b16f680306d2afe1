package org.plumbline.kb.condition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.plumbline.kb.fact.Fact;

/**
 * The widest products within a sum of products: each of them holds whatever the facts are that it
 * does not speak of, and would not if it allowed one state more. What is known makes the sum
 * certain when it lies within one of these; no two have to be combined to see it.
 */
public final class Primes {
  private final List<Fact> facts;
  private final long[] full;
  private final List<long[]> sum;

  /** By fact and state the rows that allow the state. */
  private final BitSet[][] allowing;

  private Primes(States states, List<Cube> cubes) {
    var read = EnumSet.noneOf(Fact.class);
    cubes.forEach(cube -> cube.forEach((fact, mask) -> read.add(fact)));
    this.facts = List.copyOf(read);
    this.full = facts.stream().mapToLong(states::all).toArray();
    this.sum = cubes.stream().map(this::row).toList();
    this.allowing = new BitSet[full.length][];
    for (var fact = 0; fact < full.length; fact++) {
      allowing[fact] = new BitSet[Long.bitCount(full[fact])];
      for (var state = 0; state < allowing[fact].length; state++) {
        allowing[fact][state] = allowing(fact, 1L << state);
      }
    }
  }

  /** The widest products, those that speak of fewest facts first. */
  public static List<Cube> of(States states, List<Cube> cubes) {
    var primes = new Primes(states, cubes);
    var found = new ArrayList<Cube>();
    for (var cube : cubes) {
      if (found.stream().noneMatch(it -> it.contains(cube))) {
        found.add(primes.cube(primes.widened(primes.row(cube))));
      }
    }
    found.sort(Comparator.comparing(Cube::size));
    return List.copyOf(found);
  }

  private long[] row(Cube cube) {
    var row = full.clone();
    cube.forEach((fact, mask) -> row[facts.indexOf(fact)] = mask);
    return row;
  }

  private BitSet allowing(int fact, long state) {
    var rows = new BitSet(sum.size());
    for (var i = 0; i < sum.size(); i++) {
      rows.set(i, (sum.get(i)[fact] & state) != 0);
    }
    return rows;
  }

  private Cube cube(long[] row) {
    var cube = Cube.ANYTHING;
    for (var i = 0; i < row.length; i++) {
      if (row[i] != full[i]) {
        cube = cube.and(Cube.of(facts.get(i), row[i])).orElseThrow();
      }
    }
    return cube;
  }

  /** First without a fact altogether, then state by state. */
  private long[] widened(long[] row) {
    var wide = row.clone();
    for (var i = 0; i < wide.length; i++) {
      widen(wide, i, full[i] & ~wide[i]);
    }
    for (var i = 0; i < wide.length; i++) {
      for (var rest = full[i] & ~wide[i]; rest != 0; rest &= rest - 1) {
        widen(wide, i, rest & -rest);
      }
    }
    return wide;
  }

  private void widen(long[] row, int fact, long more) {
    if (more != 0) {
      var added = row.clone();
      added[fact] = more;
      if (covered(added)) {
        row[fact] |= more;
      }
    }
  }

  /** Whether every state of the region lies within one of the rows; narrows the region. */
  private boolean covered(long[] region) {
    var meeting = all();
    var containing = all();
    for (var fact = 0; fact < region.length; fact++) {
      meeting.and(some(fact, region[fact]));
      containing.and(every(fact, region[fact]));
    }
    if (!containing.isEmpty() || meeting.isEmpty()) {
      return !containing.isEmpty();
    }
    var several = narrow(region, meeting);
    if (several < 0) {
      return covered(region);
    }
    for (var state : hardest(several, region[several], meeting)) {
      var part = region.clone();
      part[several] = state;
      if (!covered(part)) {
        return false;
      }
    }
    return true;
  }

  private BitSet all() {
    var all = new BitSet(sum.size());
    all.set(0, sum.size());
    return all;
  }

  private BitSet some(int fact, long states) {
    var some = new BitSet(sum.size());
    for (var rest = states; rest != 0; rest &= rest - 1) {
      some.or(allowing[fact][Long.numberOfTrailingZeros(rest)]);
    }
    return some;
  }

  private BitSet every(int fact, long states) {
    var every = all();
    for (var rest = states; rest != 0; rest &= rest - 1) {
      every.and(allowing[fact][Long.numberOfTrailingZeros(rest)]);
    }
    return every;
  }

  /**
   * Leaves of each fact the one state that is hardest to cover, where there is one.
   *
   * @return a fact with several of them when nothing was narrowed; otherwise -1
   */
  private int narrow(long[] region, BitSet meeting) {
    var several = -1;
    var narrowed = false;
    for (var fact = 0; fact < region.length; fact++) {
      if (Long.bitCount(region[fact]) > 1) {
        var hardest = hardest(fact, region[fact], meeting);
        if (hardest.size() == 1) {
          region[fact] = hardest.get(0);
          narrowed = true;
        } else {
          several = fact;
        }
      }
    }
    return narrowed ? -1 : several;
  }

  /** The states that no other has fewer rows than: where these are covered, all are. */
  private List<Long> hardest(int fact, long states, BitSet meeting) {
    var hardest = new ArrayList<Long>();
    var sets = new ArrayList<BitSet>();
    for (var rest = states; rest != 0; rest &= rest - 1) {
      var set = (BitSet) allowing[fact][Long.numberOfTrailingZeros(rest)].clone();
      set.and(meeting);
      if (sets.stream().noneMatch(it -> isWithin(it, set))) {
        for (var i = sets.size() - 1; i >= 0; i--) {
          if (isWithin(set, sets.get(i))) {
            sets.remove(i);
            hardest.remove(i);
          }
        }
        sets.add(set);
        hardest.add(rest & -rest);
      }
    }
    return hardest;
  }

  private static boolean isWithin(BitSet small, BitSet large) {
    var rest = (BitSet) small.clone();
    rest.andNot(large);
    return rest.isEmpty();
  }
}
