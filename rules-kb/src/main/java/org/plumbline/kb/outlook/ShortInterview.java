package org.plumbline.kb.outlook;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Form;

/**
 * What a patient is asked who has little time. It ends where the whole form ends: what can no
 * longer change the disposition, and hardly the leaning, is not asked and stays unknown.
 */
final class ShortInterview {
  /**
   * An answer that is expected to move the margin between the first two origins by less is not
   * asked for, of 0 to 2: at this bound the leaning stays the same in 99 of 100 patients, which a
   * test measures.
   */
  static final double LEAST_CHANGE = 0.03;

  /** The group in which the place of the pain is asked first. */
  private static final String PAIN = "your-pain";

  private final Standing standing;
  private final Interview interview;
  private final Set<Checklist> opened;
  private final Relevance relevance;
  private @Nullable Differential differential;

  /**
   * An interview.
   *
   * @param opened the lists about which the patient was not sure: their questions are asked alone
   */
  ShortInterview(Standing standing, Set<Checklist> opened) {
    this.standing = standing;
    this.interview = new Interview(standing);
    this.opened = opened;
    this.relevance = new Relevance(standing);
  }

  Optional<Step> next() {
    var first = interview.first();
    if (first.isPresent() || standing.certain().compareTo(Interview.STOPS_AT) >= 0) {
      return first.map(Step.Single::new);
    }
    return relevance
        .first()
        .map(this::placeFirst)
        .or(this::leaning)
        .map(Standing::question)
        .map(interview::whatEnables)
        .map(it -> step(it.fact()));
  }

  /** What feeds the plan alone, in the order of the form. */
  Optional<Step> next(Set<Fact> ofThePlan) {
    return relevance.askable().stream()
        .filter(ofThePlan::contains)
        .findFirst()
        .map(it -> step(it, relevance.askable().stream().filter(ofThePlan::contains).toList()));
  }

  /** Where the pain is, marked or said, comes before what it is like. */
  private Fact placeFirst(Fact fact) {
    return relevance.matters(Fact.PAIN_LOCATION) && isAboutPain(fact) ? Fact.PAIN_LOCATION : fact;
  }

  private static boolean isAboutPain(Fact fact) {
    return Form.load().groups().stream()
        .filter(it -> it.linkId().equals(PAIN))
        .anyMatch(it -> it.questions().contains(Standing.question(fact)));
  }

  private Optional<Fact> leaning() {
    return relevance.askable().stream()
        .filter(this::leans)
        .max(Comparator.comparingDouble(differential()::expectedChange));
  }

  /** From where the patient is told at once no leaning is told. */
  private boolean leans(Fact fact) {
    return standing.certain().compareTo(Interview.TELLS_AT) < 0
        && differential().canMove(fact, LEAST_CHANGE);
  }

  private Differential differential() {
    var made = differential;
    if (made == null) {
      made = Differential.of(standing.intake());
      differential = made;
    }
    return made;
  }

  private Step step(Fact fact) {
    var together =
        Checklist.of(fact).stream()
            .flatMap(it -> it.signs().stream())
            .map(Checklist.Sign::fact)
            .filter(relevance::askable)
            .filter(it -> it == fact || relevance.matters(it) || leans(it))
            .toList();
    return step(fact, together);
  }

  /**
   * The list of a fact with those of its signs that are asked. Whom one sign would interrupt at
   * once and another would not, as the answers are, is asked for the ones that do first.
   */
  private Step step(Fact fact, List<Fact> asked) {
    var list = Checklist.of(fact).filter(it -> !opened.contains(it));
    var signs =
        list.stream()
            .flatMap(it -> it.signs().stream())
            .filter(it -> asked.contains(it.fact()))
            .toList();
    var interrupting = signs.stream().filter(it -> standing.interrupts(it.fact())).toList();
    var shown = interrupting.isEmpty() ? signs : interrupting;
    if (shown.size() >= 2) {
      return new Step.Several(list.orElseThrow(), shown);
    }
    return new Step.Single(
        Standing.question(shown.stream().map(Checklist.Sign::fact).findFirst().orElse(fact)));
  }
}
