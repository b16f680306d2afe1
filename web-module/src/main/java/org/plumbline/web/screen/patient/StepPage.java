package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.form.Condition;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Group;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.document.Address;
import org.plumbline.web.json.Build;
import org.plumbline.web.screen.page.Messages;

/**
 * One step of the questions, as its template shows it.
 *
 * @param address the address of the link
 * @param faults by linkId what is wrong with the answer
 * @param kiosk the address of the shared device; empty on the patient's own
 * @param clinic how the clinic is called, and where it is reached
 * @param number what is called for an ambulance
 */
public record StepPage(
    Messages words,
    String assets,
    String address,
    Optional<String> kiosk,
    Clinic clinic,
    String number,
    int step,
    List<Group> groups,
    Answers answers,
    Map<String, String> faults,
    Stops stops,
    Standing standing) {
  public StepPage {
    groups = List.copyOf(groups);
  }

  /**
   * What the answers so far come to.
   *
   * @param emergency the emergency that the patient was told of, as long as it holds
   * @param changed whether one was told and does not hold any more
   * @param today whether the patient is told now that today is the day to be seen
   * @param told what that is
   * @param forChild whether a parent or carer answers
   * @param decides the questions that decide whether there is an emergency
   * @param ways by which answers something is certain
   * @param then the step on which the patient goes on afterwards; empty for the next
   */
  public record Standing(
      Optional<Urgency> emergency,
      boolean changed,
      boolean today,
      String told,
      boolean forChild,
      Set<String> decides,
      String ways,
      Optional<Integer> then) {
    public Standing {
      decides = Set.copyOf(decides);
    }
  }

  /** How a clinic is called, and where it is reached. */
  public record Clinic(String name, Optional<String> phone) {}

  /** The signs of danger, and what is told when there is one. */
  public interface Stops {
    /** The urgency of a yes; empty when a yes is no emergency by itself. */
    Optional<Urgency> urgency(String linkId);

    /** What the patient is told to do. */
    String told(Urgency urgency);

    /** Where a yes to this question alone leads. */
    Address address(String linkId);

    /** A yes to this question, as the patient would say it. */
    String said(String linkId);

    /** What the patient asks for at the desk after a yes to this question. */
    String please(String linkId);
  }

  /** The language. */
  public Language language() {
    return words.language();
  }

  /** What is wrong with an answer; empty text when nothing is. */
  public String fault(String linkId) {
    return faults.containsKey(linkId) ? words.of(String.valueOf(faults.get(linkId))) : "";
  }

  /** How many steps there are. */
  public int steps() {
    return PatientForm.steps();
  }

  /**
   * By which answers a question is enabled, for the script of the page: lists of which each must
   * hold, in each first whether all or any of its answers is needed. What depends on the question
   * of another step is decided here.
   */
  public String when(Question item) {
    var lists = Build.array();
    for (var enabling : item.enabledBy()) {
      var list = Build.array().add(enabling.all() ? "all" : "any");
      enabling.conditions().forEach(it -> list.add(when(it)));
      lists.add(list);
    }
    return lists.build().toString();
  }

  /** The script reads the answers of its page alone. */
  private String when(Condition condition) {
    return isHere(condition.fact().code()) && !answers.marked(condition.fact().code())
        ? text(condition)
        : String.valueOf(condition.holds(answers::counted));
  }

  private static String text(Condition condition) {
    var question = Form.load().question(condition.fact()).orElseThrow();
    if (condition instanceof Condition.Answered answered) {
      return question.linkId() + "|exists|" + answered.answered();
    }
    if (condition instanceof Condition.Is is) {
      return question.linkId() + (is.equal() ? "|=|" : "|!=|") + question.text(is.option());
    }
    if (condition instanceof Condition.Compares compares) {
      return "%s|%s|%s"
          .formatted(
              question.linkId(), compares.comparison().operator(), question.text(compares.bound()));
    }
    throw new AssertionError(condition);
  }

  private boolean isHere(String linkId) {
    return groups.stream()
        .flatMap(it -> it.questions().stream())
        .anyMatch(it -> it.linkId().equals(linkId));
  }

  /**
   * What a question asks about, in the patient's words.
   *
   * @param linkId the question whose answer says it; empty when it was marked, which stays
   */
  public record Told(Optional<String> linkId, String words, boolean hidden) {}

  /** What can have been told before a question that refers back to it. */
  public List<Told> told(Question item) {
    return item.conditions().stream()
        .flatMap(it -> Form.load().question(it.fact()).stream())
        .flatMap(asked -> asked.said().stream().map(it -> told(asked.linkId(), it.in(language()))))
        .toList();
  }

  private Told told(String linkId, String words) {
    return answers.marked(linkId)
        ? new Told(Optional.empty(), words, false)
        : new Told(
            Optional.of(linkId), words, !answers.asked(linkId).equals(Optional.of(Answers.YES)));
  }

  /** Whether no question of a group is asked. */
  public boolean hidden(Group group) {
    return group.questions().stream().noneMatch(answers::enabled);
  }
}
