package org.plumbline.kb.form;

import org.plumbline.kb.fact.Fact;

/**
 * An answer that enables a question, as FHIR has it in <a
 * href="http://hl7.org/fhir/R4/questionnaire-definitions.html#Questionnaire.item.enableWhen">enableWhen</a>.
 */
public sealed interface Condition {
  /** The fact whose question is looked at. */
  Fact fact();

  /** Whether the answers so far fulfil it. */
  boolean holds(Given.Answers answers);

  /** Whether there is an answer, or there is none: what nobody has asked never hides a question. */
  record Answered(Fact fact, boolean answered) implements Condition {
    @Override
    public boolean holds(Given.Answers answers) {
      return answers.to(fact).isPresent() == answered;
    }
  }

  /** An option that was chosen, or another one. */
  record Is(Fact fact, Given.Chosen option, boolean equal) implements Condition {
    @Override
    public boolean holds(Given.Answers answers) {
      return answers.to(fact).filter(it -> it.equals(option) == equal).isPresent();
    }
  }

  /**
   * A number against a bound. What nobody knows hides nothing, so it holds for a number that was
   * answered with "don't know".
   */
  record Compares(Fact fact, Comparison comparison, Given.Amount bound) implements Condition {
    @Override
    public boolean holds(Given.Answers answers) {
      return answers.to(fact).filter(this::fits).isPresent();
    }

    private boolean fits(Given given) {
      if (given instanceof Given.Amount amount) {
        // Amounts in different units are not compared: the form states the bound in every unit.
        return amount.unit().equals(bound.unit())
            ? comparison.holds(amount.number().compareTo(bound.number()))
            : comparison == Comparison.NOT_EQUAL;
      }
      if (given instanceof Given.Known known) {
        return comparison.holds(Double.compare(known.number(), inUnitOfFact()));
      }
      return given instanceof Given.Chosen chosen
          ? chosen.value().isUnknown()
          : comparison == Comparison.NOT_EQUAL;
    }

    /** The bound in the unit of the fact. */
    public double inUnitOfFact() {
      return bound.unit().isEmpty()
          ? bound.number().doubleValue()
          : Unit.of(bound.unit(), fact.unit()).orElseThrow().convert(bound.number());
    }
  }

  /** How a number is compared, as FHIR writes it. */
  enum Comparison {
    EQUAL("="),
    NOT_EQUAL("!="),
    GREATER(">"),
    LESS("<"),
    AT_LEAST(">="),
    AT_MOST("<=");

    private final String operator;

    Comparison(String operator) {
      this.operator = operator;
    }

    /** The operator of FHIR. */
    public String operator() {
      return operator;
    }

    /**
     * Whether it holds.
     *
     * @param sign of the number less the bound
     */
    boolean holds(int sign) {
      return switch (this) {
        case EQUAL -> sign == 0;
        case NOT_EQUAL -> sign != 0;
        case GREATER -> sign > 0;
        case LESS -> sign < 0;
        case AT_LEAST -> sign >= 0;
        case AT_MOST -> sign <= 0;
      };
    }
  }
}
