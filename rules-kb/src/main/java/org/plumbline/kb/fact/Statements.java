package org.plumbline.kb.fact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All statements of an intake, which of them is read for each fact, and where they contradict each
 * other.
 */
final class Statements {
  private final List<Statement> all;
  private final Map<Fact, Statement> read;
  private final List<Contradiction> contradictions;

  private Statements(
      List<Statement> all, Map<Fact, Statement> read, List<Contradiction> contradictions) {
    this.all = all;
    this.read = read;
    this.contradictions = contradictions;
  }

  static Statements of(Collection<Statement> statements) {
    var all = statements.stream().sorted(Statement.ORDER).toList();
    var read = new EnumMap<Fact, Statement>(Fact.class);
    var contradictions = new ArrayList<Contradiction>();
    for (var statement : all) {
      var before = read.get(statement.fact());
      if (before != null && differ(before, statement)) {
        contradictions.add(
            new Contradiction(inOrderOfReading(before, statement), Contradiction.Subject.SIGN));
      }
      read.put(
          statement.fact(),
          before == null ? statement : inOrderOfReading(before, statement).get(0));
    }
    contradictions.addAll(contradictionsBetweenFacts(read));
    return new Statements(all, read, List.copyOf(contradictions));
  }

  private static boolean differ(Statement one, Statement other) {
    return !one.value().isUnknown()
        && !other.value().isUnknown()
        && !one.value().equals(other.value());
  }

  /** The present one is read; the worse of two readings; what is known before what is not. */
  private static List<Statement> inOrderOfReading(Statement one, Statement other) {
    return otherWins(one, other) ? List.of(other, one) : List.of(one, other);
  }

  private static boolean otherWins(Statement one, Statement other) {
    if (one.value().isUnknown() || other.value().isUnknown()) {
      return one.value().isUnknown() && !other.value().isUnknown();
    }
    if (one.value() instanceof Reading first && other.value() instanceof Reading second) {
      return switch (one.fact().preference()) {
        case HIGHER -> second.number() > first.number();
        case LOWER -> second.number() < first.number();
        case FIRST -> false;
      };
    }
    return one.value() == Presence.ABSENT && other.value() == Presence.PRESENT;
  }

  private static List<Contradiction> contradictionsBetweenFacts(Map<Fact, Statement> read) {
    var found = new ArrayList<Contradiction>();
    for (var pair : Fact.NARROWER_AND_WIDER) {
      addIf(
          found,
          read,
          pair,
          Contradiction.Subject.SIGN,
          (narrow, wide) -> narrow == Presence.PRESENT && wide == Presence.ABSENT);
    }
    for (var pair : Fact.NOT_BOTH) {
      addIf(
          found,
          read,
          pair,
          Contradiction.Subject.PAIN,
          (one, other) -> one == Presence.PRESENT && other == Presence.PRESENT);
    }
    for (var pair : Fact.NOT_LOWER) {
      addIf(
          found,
          read,
          pair,
          Contradiction.Subject.PAIN,
          (one, other) -> ((Reading) one).number() < ((Reading) other).number());
    }
    return found;
  }

  private interface Clash {
    boolean test(Value one, Value other);
  }

  private static void addIf(
      List<Contradiction> found,
      Map<Fact, Statement> read,
      List<Fact> pair,
      Contradiction.Subject subject,
      Clash clash) {
    var one = read.get(pair.get(0));
    var other = read.get(pair.get(1));
    if (one != null && other != null && clash.test(one.value(), other.value())) {
      found.add(new Contradiction(List.of(one, other), subject));
    }
  }

  List<Statement> all() {
    return all;
  }

  List<Contradiction> contradictions() {
    return contradictions;
  }

  Optional<Statement> read(Fact fact) {
    return Optional.ofNullable(read.get(fact));
  }

  Value value(Fact fact) {
    var statement = read.get(fact);
    return statement == null ? unknown(fact) : statement.value();
  }

  private static Value unknown(Fact fact) {
    return switch (fact.kind()) {
      case FINDING -> Presence.UNKNOWN;
      case READING -> Reading.UNKNOWN;
      case CHOICE -> fact.options().get(fact.options().size() - 1);
    };
  }

  Presence presence(Fact fact) {
    return value(fact) instanceof Presence presence ? presence : Presence.UNKNOWN;
  }

  @Nullable Double reading(Fact fact) {
    return value(fact) instanceof Reading reading && !reading.isUnknown() ? reading.number() : null;
  }

  @Nullable Double compared(Fact fact) {
    var reading = reading(fact);
    return reading == null ? null : Double.valueOf(fact.compared(reading));
  }

  <T extends Choice> T choice(Fact fact, T unknown) {
    return unknown.getClass().isInstance(value(fact)) ? cast(value(fact)) : unknown;
  }

  @SuppressWarnings(
      "unchecked") // fits() of Statement has checked that the option belongs to the fact
  private static <T extends Choice> T cast(Value value) {
    return (T) value;
  }
}
