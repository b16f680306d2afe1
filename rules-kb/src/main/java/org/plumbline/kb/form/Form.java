package org.plumbline.kb.form;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.plumbline.kb.fact.Fact;

/**
 * The Questionnaire as everything but FHIR reads it. The build reads the resource once and writes
 * this: nothing is parsed at run time, and what nobody could ask or show does not compile.
 */
public final class Form {
  private final String canonical;
  private final List<Group> groups;
  private final List<List<Group>> steps;
  private final List<Question> questions;
  private final Map<String, Question> byLinkId;
  private final Set<String> groupIds;

  /**
   * A form.
   *
   * @param canonical its address with its version after a bar
   * @param steps the linkIds of the groups that each step shows
   */
  Form(String canonical, List<Group> groups, List<List<String>> steps) {
    this.canonical = canonical;
    this.groups = List.copyOf(groups);
    this.steps = steps.stream().map(this::shown).toList();
    this.questions = groups.stream().flatMap(it -> it.questions().stream()).toList();
    this.byLinkId =
        questions.stream()
            .collect(Collectors.toUnmodifiableMap(Question::linkId, Function.identity()));
    this.groupIds = groups.stream().map(Group::linkId).collect(Collectors.toUnmodifiableSet());
  }

  private List<Group> shown(List<String> step) {
    return groups.stream().filter(it -> step.contains(it.linkId())).map(Group::forPatient).toList();
  }

  /** Made on first use; it does not change. */
  private static final class Loaded {
    private static final Form FORM = LowBackIntake.form();
  }

  /** The form of this knowledge. */
  public static Form load() {
    return Loaded.FORM;
  }

  /** The canonical address, without version. */
  public String canonical() {
    return canonical.substring(0, canonical.indexOf('|'));
  }

  /** The version. */
  public String version() {
    return canonical.substring(canonical.indexOf('|') + 1);
  }

  /** The canonical address with its version after a bar. */
  public String versioned() {
    return canonical;
  }

  /** Every group with its questions, those of an examination included. */
  public List<Group> groups() {
    return groups;
  }

  /** Whether a linkId is that of a group. */
  public boolean isGroup(String linkId) {
    return groupIds.contains(linkId);
  }

  /** Every question, in the order in which the whole form asks them. */
  public List<Question> questions() {
    return questions;
  }

  /** A question by its linkId; empty when there is none. */
  public Optional<Question> question(String linkId) {
    return Optional.ofNullable(byLinkId.get(linkId));
  }

  /** The question of a fact; empty when no form asks it. */
  public Optional<Question> question(Fact fact) {
    return question(fact.code());
  }

  /** The steps of the patient's pages: groups, with the questions that a patient answers. */
  public List<List<Group>> steps() {
    return steps;
  }

  /**
   * Whether a question is asked. What was answered to a question that is not asked any more counts
   * for nothing, as in FHIR.
   */
  public boolean enabled(Question question, Given.Answers answers) {
    return question.enabled(
        fact -> question(fact).filter(it -> enabled(it, answers)).flatMap(it -> answers.to(fact)));
  }
}
