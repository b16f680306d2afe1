package org.plumbline.kb.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.drools.model.Constraint;
import org.drools.model.Pattern;
import org.drools.model.Rule;
import org.drools.model.SingleConstraint;
import org.plumbline.kb.condition.Condition.About;
import org.plumbline.kb.condition.Condition.All;
import org.plumbline.kb.condition.Condition.Any;
import org.plumbline.kb.condition.Condition.Not;
import org.plumbline.kb.fact.Intake;

/** Reads the condition of a compiled rule, so that what is explained is what is executed. */
public final class ConditionReader {
  private ConditionReader() {}

  /**
   * What the rule asks for.
   *
   * @throws IllegalStateException if the rule is written in a way that docs/style.md does not know
   */
  public static Condition read(Rule rule) {
    return read(rule.getView());
  }

  private static Condition read(org.drools.model.Condition condition) {
    return switch (condition.getType()) {
      case AND -> one(new All(parts(condition)));
      case OR -> new Any(parts(condition));
      case NOT -> new Not(one(new All(parts(condition))));
      case PATTERN -> read((Pattern<?>) condition);
      case CONSEQUENCE -> new All(List.of());
      default -> throw new IllegalStateException("a rule uses " + condition.getType());
    };
  }

  private static List<Condition> parts(org.drools.model.Condition condition) {
    var parts = new ArrayList<Condition>();
    for (var part : condition.getSubConditions()) {
      if (part.getType() != org.drools.model.Condition.Type.CONSEQUENCE) {
        parts.add(read(part));
      }
    }
    return parts;
  }

  private static Condition read(Pattern<?> pattern) {
    var type = pattern.getPatternVariable().getType();
    var texts = texts(pattern.getConstraint()).toList();
    if (type.equals(Intake.class)) {
      return one(new All(texts.stream().map(ConstraintParser::onIntake).toList()));
    }
    return texts.isEmpty()
        ? new About(type.getSimpleName(), "")
        : one(
            new All(
                texts.stream()
                    .map(it -> ConstraintParser.onConclusion(type.getSimpleName(), it))
                    .toList()));
  }

  private static Stream<String> texts(Constraint constraint) {
    if (constraint instanceof SingleConstraint single) {
      return single == SingleConstraint.TRUE
          ? Stream.of()
          : Stream.of(single.predicateInformation().getStringConstraint());
    }
    return constraint.getChildren().stream().flatMap(ConditionReader::texts);
  }

  private static Condition one(All all) {
    return all.parts().size() == 1 ? all.parts().get(0) : all;
  }
}
