package org.plumbline.web.screen.clinic;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.plumbline.diary.DiaryEntry;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.web.document.RecordWriter.Shown;
import org.plumbline.web.document.RecordWriter.Written;
import org.plumbline.web.screen.clinic.Desk.Frame;
import org.plumbline.web.screen.clinic.People.Person;

/**
 * One assessment as its template shows it.
 *
 * @param banner whether the EHR leaves it to us to show who the patient is
 * @param staying other answers of this patient about which no clinician has decided
 * @param verdict empty when the answers could not be assessed
 * @param today what today's knowledge says, when another version has concluded and it differs
 * @param changes what is otherwise than at the visit before; new red flags first
 * @param marks what was marked on the body chart
 * @param pain how bad it was, oldest first
 * @param days what the patient noted of each day, oldest first
 */
public record AssessmentPage(
    Frame frame,
    String id,
    Person person,
    boolean banner,
    String answered,
    boolean newest,
    List<Stays> staying,
    Optional<Verdict> verdict,
    List<String> today,
    List<String> changes,
    Set<String> marks,
    List<Pain> pain,
    List<DiaryEntry> days,
    List<Glance> glance,
    List<Look> looks,
    List<String> decisions,
    Record record,
    Ends ends) {
  public AssessmentPage {
    staying = List.copyOf(staying);
    today = List.copyOf(today);
    changes = List.copyOf(changes);
    marks = Set.copyOf(marks);
    pain = List.copyOf(pain);
    days = List.copyOf(days);
    glance = List.copyOf(glance);
    looks = List.copyOf(looks);
    decisions = List.copyOf(decisions);
  }

  /** Other answers about which no clinician has decided. */
  public record Stays(String id, Urgency urgency, String answered, String why, boolean finished) {}

  /**
   * What the rules say.
   *
   * @param suspected what the gravest red flag makes one suspect; empty when there is none
   * @param see whom to ring and which department
   * @param also where the other red flags lead, gravest first
   * @param say what this patient says there
   * @param could to what the checks below could raise it; empty when to nothing
   * @param open how many of them could
   */
  public record Verdict(
      Urgency urgency,
      Optional<String> suspected,
      String see,
      List<String> also,
      Optional<String> say,
      String summary,
      boolean provisional,
      Optional<Urgency> could,
      int open,
      List<Check> examine,
      List<Check> ask,
      List<Why> why,
      Denied denied,
      List<String> unanswered,
      List<String> contradictions,
      Balance balance,
      String version,
      long millis) {
    public Verdict {
      also = List.copyOf(also);
      examine = List.copyOf(examine);
      ask = List.copyOf(ask);
      why = List.copyOf(why);
      unanswered = List.copyOf(unanswered);
      contradictions = List.copyOf(contradictions);
    }
  }

  /**
   * The signs of the core screen that were denied.
   *
   * @param asked those that were asked each by itself
   * @param inAList those that were not ticked in a list, and were perhaps not read
   */
  public record Denied(List<String> asked, List<String> inAList) {
    public Denied {
      asked = List.copyOf(asked);
      inAList = List.copyOf(inAList);
    }
  }

  /**
   * A finding that is not known yet.
   *
   * @param most the most urgent that it can lead to, when that is more than now
   * @param options how it is answered; empty when by a number
   * @param units in which a number is given
   */
  public record Check(
      String fact,
      String text,
      Optional<Urgency> most,
      List<Choice> options,
      List<Choice> units,
      String range) {
    public Check {
      options = List.copyOf(options);
      units = List.copyOf(units);
    }
  }

  /** A way to answer, or a unit. */
  public record Choice(String code, String display) {}

  /**
   * A red flag with its proof.
   *
   * @param said what was answered to which question, and by whom
   */
  public record Why(
      String rule,
      Urgency urgency,
      String title,
      String claim,
      String evidence,
      List<Said> said,
      List<Source> sources,
      List<String> when,
      boolean fresh) {
    public Why {
      said = List.copyOf(said);
      sources = List.copyOf(sources);
      when = List.copyOf(when);
    }
  }

  /** An answer with its question and where it came from. */
  public record Said(String question, String answer, String from) {}

  /**
   * A source of the Library.
   *
   * @param entry as it stands in a list
   */
  public record Source(String key, String text, String entry) {}

  /** What speaks for muscle and what for structure; a weight, not a probability. */
  public record Balance(String lead, List<Tilt> tilts) {
    public Balance {
      tilts = List.copyOf(tilts);
    }

    /** Nothing is weighed while a warning sign is open. */
    static Balance notJudged() {
      return new Balance(Assessment.CAUSE_NOT_JUDGED, List.of());
    }
  }

  /**
   * An answer in the balance.
   *
   * @param width of its bar, 0 to 100
   */
  public record Tilt(String text, boolean structure, int width) {}

  /** A rating of pain, by the hours since the first. */
  public record Pain(String at, double hours, double level) {}

  /** A line of what is known at a glance. */
  public record Glance(String name, String value) {}

  /** A follow-up. */
  public record Look(String what, String due, String state) {}

  /** What can be written to the record, and what has been. */
  public record Record(boolean connected, List<Shown> preview, List<Written> written) {
    public Record {
      preview = List.copyOf(preview);
      written = List.copyOf(written);
    }
  }

  /**
   * What became of the patient.
   *
   * @param told what was told, the one that holds first
   * @param explains the red flags that a serious cause can explain, by rule and title
   */
  public record Ends(List<String> told, List<Choice> explains) {
    public Ends {
      told = List.copyOf(told);
      explains = List.copyOf(explains);
    }
  }

  /** The ratings as the points of a line in a picture 320 wide and 110 high. */
  public String line() {
    var last = Math.max(72, pain.isEmpty() ? 72 : pain.get(pain.size() - 1).hours());
    var points = new StringBuilder();
    for (var it : pain) {
      points
          .append(points.isEmpty() ? "" : " ")
          .append(Math.round(24 + 280 * it.hours() / last))
          .append(',')
          .append(Math.round(100 - 9 * it.level()));
    }
    return points.toString();
  }
}
