package org.plumbline.kb.outlook;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Provenance;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Question;

/** What the short intake asks next: one question, or several in one list. */
public sealed interface Step {
  /** The facts that it asks, in the order of asking. */
  List<Fact> facts();

  /** One question. */
  record Single(Question question) implements Step {
    @Override
    public List<Fact> facts() {
      return List.of(question.fact());
    }
  }

  /**
   * Several questions of one list.
   *
   * @param signs those that still matter, at least two
   */
  record Several(Checklist list, List<Checklist.Sign> signs) implements Step {
    public Several {
      signs = List.copyOf(signs);
    }

    @Override
    public List<Fact> facts() {
      return signs.stream().map(Checklist.Sign::fact).toList();
    }

    /**
     * What the patient says who confirms what was ticked and that the others are not so; with
     * nothing ticked, who taps "none of these".
     *
     * @param by who answered, and when; each statement says that it was given in a list
     */
    public List<Statement> confirmed(Set<Fact> ticked, Provenance by) {
      return statements(facts().stream(), ticked, by);
    }

    /**
     * What the patient says who is not sure about some: what was ticked, and nothing of the others,
     * which are asked by themselves.
     */
    public List<Statement> unsure(Set<Fact> ticked, Provenance by) {
      return statements(facts().stream().filter(ticked::contains), ticked, by);
    }

    private static List<Statement> statements(Stream<Fact> facts, Set<Fact> ticked, Provenance by) {
      return facts
          .map(
              it ->
                  new Statement(
                      it,
                      ticked.contains(it) ? Presence.PRESENT : Presence.ABSENT,
                      new Provenance(
                          by.resource(),
                          Optional.of(it.code()),
                          by.at(),
                          Provenance.Manner.IN_A_LIST)))
          .toList();
    }
  }
}
