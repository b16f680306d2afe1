package org.plumbline.kb.condition;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.plumbline.kb.fact.Contradiction;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Value;

/** What a rule asks for: the tree of its "when". */
public sealed interface Condition {

  /** Every part holds. */
  record All(List<Condition> parts) implements Condition {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one part holds. */
  record Any(List<Condition> parts) implements Condition {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** The part does not hold: a "!" in a constraint, or a "not" pattern. */
  record Not(Condition part) implements Condition {}

  /** The fact has one of these values; of a reading only the unknown one. */
  record FactIs(Fact fact, Set<Value> values) implements Condition {
    public FactIs {
      values = Set.copyOf(values);
    }
  }

  /**
   * A known reading compares so; false when it is unknown.
   *
   * @param bound in the unit of the fact; of a duration in hours
   */
  record Compared(Fact fact, Operator operator, double bound) implements Condition {}

  /**
   * So many members of a group have this presence.
   *
   * @param group the property of the group
   */
  record Counted(String group, Presence presence, Operator operator, int number)
      implements Condition {
    /** The members of the group. */
    public List<Fact> members() {
      return Objects.requireNonNull(Fact.GROUPS.get(group), group);
    }
  }

  /** One of these rules has concluded. */
  record Concluded(Set<String> rules) implements Condition {
    public Concluded {
      rules = Set.copyOf(rules);
    }
  }

  /** The intake holds answers that contradict each other about this. */
  record Contradictory(Contradiction.Subject subject) implements Condition {}

  /**
   * Something else about a conclusion, such as how urgent it is.
   *
   * @param type the simple name of its class
   * @param text the constraint as the rule writes it; empty when any will do
   */
  record About(String type, String text) implements Condition {}
}
