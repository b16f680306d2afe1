package org.plumbline.kb;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.condition.Cube;
import org.plumbline.kb.condition.States;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;

/** Finds the next question for a patient who has answered some. */
final class Interview {
  /** From here on the patient is sent away, not asked further. */
  private static final Urgency STOPS_AT = Urgency.EMERGENCY;

  private final Paths paths;
  private final States states;
  private final Intake intake;
  private final long[] now;

  Interview(Paths paths, Intake intake) {
    this.paths = paths;
    this.states = paths.formulas().states();
    this.intake = intake;
    this.now = paths.states(intake);
  }

  Optional<Question> next() {
    var certain = certain();
    if (certain.compareTo(STOPS_AT) >= 0) {
      return Optional.empty();
    }
    var weight = stakes(certain);
    var differential = Differential.of(intake);
    return Questions.all().stream()
        .filter(it -> it.forPatient() && open(it.fact()) && it.enabled(intake))
        .max(
            Comparator.<Question, Urgency>comparing(
                    it -> weight.getOrDefault(it.fact(), Urgency.SELF_CARE))
                .thenComparing(
                    it ->
                        weight.containsKey(it.fact()) ? 0 : differential.expectedChange(it.fact()))
                .thenComparing(it -> -Questions.all().indexOf(it)))
        .map(this::whatEnables);
  }

  /** A question that another answer may disable waits for that answer: sex before pregnancy. */
  private Question whatEnables(Question question) {
    return question
        .hiddenByAnAnswerTo()
        .filter(this::open)
        .findFirst()
        .flatMap(fact -> Questions.all().stream().filter(it -> it.fact() == fact).findFirst())
        .map(this::whatEnables)
        .orElse(question);
  }

  /** Whether the fact can still be asked of the patient; "don't know" is an answer. */
  private boolean open(Fact fact) {
    return intake.statement(fact).isEmpty()
        && fact.askedOf() != Fact.AskedOf.CLINICIAN
        && fact.askedOf() != Fact.AskedOf.CLINIC;
  }

  /** The urgency that no further answer of the patient can lower. */
  private Urgency certain() {
    return paths.all().stream()
        .filter(it -> holdsWhateverIsAnswered(it.cube()))
        .map(Paths.Path::urgency)
        .findFirst()
        .orElse(Urgency.SELF_CARE);
  }

  private boolean holdsWhateverIsAnswered(Cube cube) {
    return cube.all(
        (fact, mask) ->
            (mask & now[fact.ordinal()]) != 0 && (!open(fact) || mask == states.all(fact)));
  }

  /** For each open fact the most urgent path that its answer can still open or close. */
  private Map<Fact, Urgency> stakes(Urgency certain) {
    var stakes = new EnumMap<Fact, Urgency>(Fact.class);
    for (var path : paths.all()) {
      if (path.urgency().compareTo(certain) > 0 && stillPossible(path.cube())) {
        path.cube()
            .forEach(
                (fact, mask) -> {
                  if (open(fact)) {
                    stakes.putIfAbsent(fact, path.urgency());
                  }
                });
      }
    }
    return stakes;
  }

  private boolean stillPossible(Cube cube) {
    return cube.all((fact, mask) -> open(fact) || (mask & now[fact.ordinal()]) != 0);
  }
}
