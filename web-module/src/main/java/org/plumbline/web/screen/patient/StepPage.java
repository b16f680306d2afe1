package org.plumbline.web.screen.patient;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Checklist;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Option;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.screen.page.Messages;
import org.plumbline.web.screen.page.Sent;
import org.plumbline.web.screen.patient.Asked.Stage;
import org.plumbline.web.screen.patient.PatientPages.Around;
import org.plumbline.web.screen.patient.PatientPages.Place;

/** One page of the questions, as its template shows it. */
public record StepPage(
    Around around,
    Place place,
    Asked asked,
    Answers answers,
    Entry entry,
    Alarms alarms,
    Standing standing) {
  /**
   * What the answers so far come to.
   *
   * @param emergency the emergency that the patient was told of, as long as it holds
   * @param changed whether one was told and does not hold any more
   * @param told what is told of who has to be seen today
   * @param forChild whether a parent or carer answers
   * @param decides the questions that decide whether there is an emergency
   * @param ways by which answers something is certain
   */
  public record Standing(
      Optional<Urgency> emergency,
      boolean changed,
      String told,
      boolean forChild,
      Set<String> decides,
      String ways) {
    public Standing {
      decides = Set.copyOf(decides);
    }
  }

  /**
   * What was entered on the page, and what is said about it.
   *
   * @param ticked by linkId the signs of a list that are ticked
   * @param faults by linkId the key of what is wrong with an answer; of the page under no name
   * @param none of how many signs the patient has just said that there is none
   * @param elsewhere whether another page had answered otherwise
   * @param today whether the patient is told now that today is the day to be seen
   */
  public record Entry(
      Set<String> ticked, Map<String, String> faults, int none, boolean elsewhere, boolean today) {
    public Entry {
      ticked = Set.copyOf(ticked);
    }

    /** A page that is shown again as it was sent. */
    static Entry of(SentPage page) {
      return new Entry(page.ticked(), page.faults(), 0, false, false);
    }

    /** A page that is opened: what was ticked before is. */
    static Entry of(Sent sent, Asked asked, Answers answers) {
      var ticked =
          asked.questions().stream()
              .map(Question::linkId)
              .filter(it -> answers.is(it, Answers.YES))
              .collect(Collectors.toSet());
      return new Entry(
          ticked,
          Map.of(),
          sent.raw(StepPages.NONE).filter(it -> it.matches("\\d")).map(Integer::valueOf).orElse(0),
          sent.has(StepPages.ELSEWHERE),
          sent.has(StepPages.TODAY));
    }
  }

  /** How a clinic is called, and where it is reached. */
  public record Clinic(String name, Optional<String> phone) {}

  /**
   * What is told at the tap of an answer that is an emergency.
   *
   * @param say puts in the number that is called
   * @param told by answer what the script of the page tells
   */
  public record Alarms(Function<Wording, String> say, Map<TapAlarms.Tap, String> told) {
    public Alarms {
      told = Map.copyOf(told);
    }
  }

  /** What the script tells of an answer; null when it is no emergency. */
  public @Nullable String danger(Question question, Option option) {
    return alarms.told().get(new TapAlarms.Tap(question.linkId(), option.code()));
  }

  /** What the script tells of a yes; null when it is no emergency. */
  public @Nullable String danger(Fact sign) {
    return alarms.told().get(new TapAlarms.Tap(sign.code(), Answers.YES));
  }

  /** What a patient is told to do who has to go at once. */
  public String advice(Urgency urgency) {
    return alarms.say().apply(Instruction.of(urgency).wording());
  }

  /** The words of the page. */
  public Messages words() {
    return around.words();
  }

  /** The language. */
  public Language language() {
    return words().language();
  }

  /** How often answers had been taken when the page was shown. */
  public int turn() {
    return answers.trail().turn();
  }

  /** What the page asks, as its heading says it. */
  public String heading() {
    return switch (asked.stage()) {
      case CONFIRM -> words().of("confirm.heading");
      case ALONE -> words().of("alone.heading");
      case CLEAR -> words().of("clear.heading", entry.ticked().size());
      default ->
          (asked.several() ? asked.list().heading() : asked.question().text()).in(language());
    };
  }

  /** The address of this page; null of one that is reached by a form alone. */
  public @Nullable String here() {
    if (place.isFinished()) {
      return null;
    }
    return switch (asked.stage()) {
      case ASKED -> at(asked.at());
      case CONFIRM, ALONE ->
          place.at("?" + StepPages.AT + "=" + asked.at() + "&" + StepPages.THEN + "=1");
      default -> null;
    };
  }

  /** Whether it is asked because an answer before said yes, and decides. */
  public boolean decidesNow() {
    return asked.stage() == Stage.ASKED
        && !asked.several()
        && standing.decides().contains(asked.question().linkId())
        && Form.load().questions().stream().anyMatch(it -> answers.is(it.linkId(), Answers.YES));
  }

  /** What is said aloud as the page opens; empty text for nothing. */
  public String say() {
    if (entry.none() > 0) {
      return words().of("list.saved", entry.none());
    }
    return decidesNow() ? words().of("decides.one") : "";
  }

  /** What is wrong with an answer; empty text when nothing is. */
  public String fault(String linkId) {
    return entry.faults().containsKey(linkId)
        ? words().of(String.valueOf(entry.faults().get(linkId)))
        : "";
  }

  /** Which part of the questions it is, in words. */
  public String part() {
    return words().of("part", asked.part(), words().of("part." + asked.part()));
  }

  /** How many more questions there are at least; empty text when nobody can say. */
  public String least() {
    var least = asked.least(answers);
    return least == 0 ? "" : words().of("part.least", least);
  }

  /** The signs of the list that are ticked, or are not. */
  public List<Checklist.Sign> signs(boolean ticked) {
    return asked.signs().stream()
        .filter(it -> entry.ticked().contains(it.fact().code()) == ticked)
        .filter(it -> ticked || answers.to(it.fact().code()).isEmpty())
        .toList();
  }

  /** Where back leads; empty when nothing stands before. */
  public Optional<String> back() {
    if (place.isFinished()) {
      return Optional.of(place.at(""));
    }
    return switch (asked.stage()) {
      case CHANGED -> Optional.of(place.at("?" + IntakePages.REVIEW + "=1"));
      case CLEAR -> Optional.empty(); // what is ticked is not kept yet
      case CONFIRM, ALONE -> Optional.of(at(asked.at()));
      default -> asked.at() > 0 ? Optional.of(at(asked.at() - 1)) : Optional.empty();
    };
  }

  private String at(int step) {
    return place.at("?" + StepPages.AT + "=" + step);
  }

  /** Where the patient goes on who changes nothing; empty while there is no answer. */
  public Optional<String> onwards() {
    return asked.oneTap() && answers.to(asked.question().linkId()).isPresent()
        ? Optional.of(place.at(""))
        : Optional.empty();
  }

  /** Whether a question may be passed by, because it has no such answer or says so itself. */
  public boolean mayPass() {
    return !asked.several()
        && asked.stage() != Stage.ALONE
        && (asked.question().skippable() || asked.question().type() != Question.Type.CHOICE);
  }

  /** What was told before a question that refers back to it, in the patient's words. */
  public List<String> told(Question item) {
    return item.conditions().stream()
        .flatMap(it -> Form.load().question(it.fact()).stream())
        .filter(
            it ->
                answers.marked(it.linkId())
                    || answers.asked(it.linkId()).equals(Optional.of(Answers.YES)))
        .flatMap(it -> it.said().stream())
        .map(it -> it.in(language()))
        .toList();
  }
}
