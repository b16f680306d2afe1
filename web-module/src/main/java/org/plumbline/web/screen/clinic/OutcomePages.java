package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.plumbline.decision.RuleStatistics;
import org.plumbline.decision.RuleStatistics.Counts;
import org.plumbline.decision.RuleStatistics.Ends;
import org.plumbline.followup.Outcomes;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Answer;

/** How the patients of the clinic fare. */
@Path("outcomes")
@ClinicWide
@RequestScoped
public class OutcomePages {
  private static final Duration QUARTER = Duration.ofDays(90);

  private Desk desk;
  private Outcomes outcomes;
  private RuleStatistics statistics;
  private KnowledgeBase knowledge;

  @SuppressWarnings("NullAway.Init")
  public OutcomePages() {} // required by the container

  @Inject
  public OutcomePages(
      Desk desk, Outcomes outcomes, RuleStatistics statistics, KnowledgeBase knowledge) {
    this.desk = desk;
    this.outcomes = outcomes;
    this.statistics = statistics;
    this.knowledge = knowledge;
  }

  /**
   * What became of the patients in whom a red flag fired.
   *
   * @param right how often it was right, with its interval
   */
  public record RuleLine(String rule, String title, long fired, Ends ends, String right) {}

  /** Pain over time, and what became of patients, over the last 90 days. */
  @GET
  public Answer outcomes(@BeanParam Call call) {
    var seat = call.seat();
    return Answer.page(
        Desk.TEMPLATES.clinicOutcomes(
            desk.frame("outcomes", seat),
            outcomes.of(seat.tenant(), desk.now().minus(QUARTER), desk.now()),
            rules(seat)));
  }

  /** The red flags that fired, those of which most is known first. */
  private List<RuleLine> rules(Seat seat) {
    return statistics.of(seat.tenant(), desk.now().minus(QUARTER), desk.now()).stream()
        .filter(it -> knowledge.outlook().urgency(it.rule()).isPresent())
        .filter(it -> it.ends().told() > 0)
        .sorted(Comparator.comparing((Counts it) -> it.ends().told()).reversed())
        .map(
            it ->
                new RuleLine(
                    it.rule(),
                    knowledge.rule(it.rule()).map(Reason::title).orElse(it.rule()),
                    it.fired(),
                    it.ends(),
                    it.ends().predictive().text()))
        .toList();
  }
}
