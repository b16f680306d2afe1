package org.plumbline.kb.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Reading;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Wording;

/**
 * A question of the intake.
 *
 * @param fact what it asks; its linkId is the code of the fact
 * @param words how it is asked
 * @param options the ways to answer it; none for a number or a time
 * @param units in which an amount may be given; none for what is no amount
 * @param enabledBy what must hold before it is asked, each of them: what its groups ask for, and
 *     what it asks for itself; empty when it is always asked
 */
public record Question(
    Fact fact,
    Type type,
    Words words,
    List<Option> options,
    List<OfferedUnit> units,
    List<Enabling> enabledBy) {
  public Question {
    options = List.copyOf(options);
    units = List.copyOf(units);
    enabledBy = List.copyOf(enabledBy);
  }

  /** How it is answered. */
  public enum Type {
    CHOICE,
    INTEGER,
    DECIMAL,
    QUANTITY,
    DATE_TIME
  }

  /**
   * How it is asked.
   *
   * @param translated whether it has words in every language; an examination is for clinicians, who
   *     read English
   * @param skippable whether the words say that it may be passed by; a clinician asks it then
   * @param refersBack whether it asks about what was just told, which a page then names
   */
  public record Words(Wording text, boolean translated, boolean skippable, boolean refersBack) {}

  /** The linkId, which is the code of the fact. */
  public String linkId() {
    return fact.code();
  }

  /** How it is asked, in every language. */
  public Wording text() {
    return words.text();
  }

  /** Whether its own words say that it may be passed by; a clinician asks it then. */
  public boolean skippable() {
    return words.skippable();
  }

  /** Whether it asks about what was just told, which the page then names. */
  public boolean refersBack() {
    return words.refersBack();
  }

  /** The clause that says it, as the patient would; empty when there is none. */
  public Optional<Wording> said() {
    return Glossary.said(fact, Presence.PRESENT);
  }

  /** Whether it is a rating from 0 to 10. */
  public boolean rating() {
    return type == Type.INTEGER && fact.low() == 0 && fact.high() == 10;
  }

  /** Whether it is a question of yes, no and don't know. */
  public boolean finding() {
    return fact.kind() == Fact.Kind.FINDING;
  }

  /** Whether a patient, and not an examination, answers it. */
  public boolean forPatient() {
    return fact.askedOf() != Fact.AskedOf.CLINICIAN;
  }

  /** The unit with this code; empty when an amount may not be given in it. */
  public Optional<OfferedUnit> unit(String code) {
    return units.stream().filter(it -> it.code().equals(code)).findFirst();
  }

  /** The option with this code; empty when there is none. */
  public Optional<Option> option(String code) {
    return options.stream().filter(it -> it.code().equals(code)).findFirst();
  }

  /** The option that means a value; empty when there is none. */
  public Optional<Option> option(Value value) {
    return options.stream().filter(it -> it.value().equals(value)).findFirst();
  }

  /**
   * An answer as a page or a script holds it.
   *
   * @param text the code of an option, a number, a number with its unit after a blank, or a time
   */
  public Given given(String text) {
    return switch (type) {
      case CHOICE ->
          option(text)
              .<Given>map(it -> new Given.Chosen(it.value()))
              .orElseGet(() -> new Given.Other(text));
      case DATE_TIME -> new Given.Other(text);
      case INTEGER, DECIMAL, QUANTITY -> number(text);
    };
  }

  private static Given number(String text) {
    var parts = text.split(" ", 2);
    try {
      return new Given.Amount(new BigDecimal(parts[0]), parts.length == 1 ? "" : parts[1]);
    } catch (NumberFormatException e) {
      return new Given.Other(text);
    }
  }

  /** An answer as a page or a script holds it; the opposite of {@link #given(String)}. */
  public String text(Given given) {
    if (given instanceof Given.Chosen chosen) {
      return option(chosen.value()).orElseThrow().code();
    }
    if (given instanceof Given.Amount amount) {
      return (amount.number().toPlainString() + " " + amount.unit()).strip();
    }
    throw new IllegalArgumentException(linkId() + " has no text for " + given);
  }

  /**
   * What an answer means, an amount in the unit of the fact; empty when it is out of range, its
   * unit does not fit, or it is no option and no number.
   */
  public Optional<Value> value(Given given) {
    if (given instanceof Given.Chosen chosen) {
      return Optional.of(chosen.value());
    }
    return given instanceof Given.Amount amount ? reading(amount) : Optional.empty();
  }

  private Optional<Value> reading(Given.Amount amount) {
    try {
      return amount.unit().isEmpty()
          ? Optional.of(Reading.within(fact, amount.number().doubleValue()))
          : Unit.of(amount.unit(), fact.unit())
              .map(it -> Reading.within(fact, it.convert(amount.number())));
    } catch (IllegalArgumentException outOfRange) {
      return Optional.empty();
    }
  }

  /** The answers that it depends on. */
  public List<Condition> conditions() {
    return enabledBy.stream().flatMap(it -> it.conditions().stream()).toList();
  }

  /** Whether the answers so far ask for it. */
  public boolean enabled(Given.Answers answers) {
    return enabledBy.stream().allMatch(it -> it.holds(answers));
  }

  /** Whether the answers so far ask for it. */
  public boolean enabled(Intake intake) {
    return enabled(Given.answersOf(intake));
  }

  /** Whether it is asked only after some answer. */
  public boolean follows() {
    return !enabledBy.stream().allMatch(Enabling::holdsUnanswered);
  }

  /** The facts that another answer to may still hide it: they are asked first. */
  public Stream<Fact> hiddenByAnAnswerTo() {
    return conditions().stream().filter(Enabling::asksForNoAnswer).map(Condition::fact);
  }
}
