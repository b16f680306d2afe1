package org.plumbline.web.screen.clinic;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.RuleStatistics;
import org.plumbline.governance.KnowledgeHistory;
import org.plumbline.governance.KnowledgeHistory.Version;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.screen.clinic.Desk.Seat;
import org.plumbline.web.screen.page.Answer;

/** The knowledge, for whoever approves it: every rule with its evidence, cases, source and use. */
@Path("knowledge")
@ClinicWide
@RequestScoped
public class KnowledgePages {
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final int TEXT = 80;

  private Desk desk;
  private KnowledgeBase knowledge;
  private RuleSheets sheets;
  private RuleStatistics statistics;
  private KnowledgeHistory history;

  @SuppressWarnings("NullAway.Init")
  public KnowledgePages() {} // required by the container

  @Inject
  public KnowledgePages(
      Desk desk,
      KnowledgeBase knowledge,
      RuleSheets sheets,
      RuleStatistics statistics,
      KnowledgeHistory history) {
    this.desk = desk;
    this.knowledge = knowledge;
    this.sheets = sheets;
    this.statistics = statistics;
    this.history = history;
  }

  /** A rule in the list. */
  public record Entry(String rule, String title, Optional<Urgency> urgency) {}

  /**
   * A rule in full.
   *
   * @param then what follows, in words
   * @param urgency empty for a rule that is no red flag
   */
  public record Rule(
      Reason reason,
      Optional<Urgency> urgency,
      RuleSheets.Sheet sheet,
      String then,
      Use use,
      long firing) {}

  /**
   * How often a rule was used in the last 90 days, why it was set aside, and how often what was
   * found in the end is what it asks about.
   */
  public record Use(
      long fired,
      long shown,
      long accepted,
      long confirmed,
      Map<String, Long> aside,
      String right) {
    public Use {
      aside = new TreeMap<>(aside);
    }

    private static final Use NONE = new Use(0, 0, 0, 0, Map.of(), "0 of 0");

    /** How often it was set aside. */
    public long changed() {
      return aside.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /** A draft beside the live knowledge: how many cases went from where to where. */
  public record Draft(String label, String hash, List<Cell> cells, long more, List<String> less) {
    public Draft {
      cells = List.copyOf(cells);
      less = List.copyOf(less);
    }

    /** How many went from one level to another. */
    public long count(Urgency live, Urgency candidate) {
      return cells.stream()
          .filter(it -> it.live() == live && it.candidate() == candidate)
          .mapToLong(Cell::count)
          .sum();
    }

    /** How many were compared. */
    public long compared() {
      return cells.stream().mapToLong(Cell::count).sum();
    }
  }

  /** A cell of a draft's table. */
  public record Cell(Urgency live, Urgency candidate, long count) {}

  /** The rules, with the first that fits in full. */
  @GET
  public Answer first(@BeanParam Call call) {
    var groups = groups(sought(call));
    return shown(call, groups, first(groups));
  }

  /** The rules, with one in full. */
  @GET
  @Path("{rule}")
  public Answer rule(@BeanParam Call call, @PathParam("rule") String rule) {
    return shown(call, groups(sought(call)), sheets.of(rule));
  }

  private static String sought(Call call) {
    return call.sent().text("q", TEXT).orElse("");
  }

  private Answer shown(
      Call call, Map<String, List<Entry>> groups, Optional<RuleSheets.Sheet> sheet) {
    var rule = rule(call.seat(), sheet.orElseThrow(NotFoundException::new));
    var ran = ran();
    return Answer.page(
        Desk.TEMPLATES.clinicKnowledge(
            desk.frame("knowledge", call.seat()),
            groups,
            sought(call),
            rule,
            Library.VERSION,
            Library.REVIEWED,
            ran.versions(),
            ran.drafts()));
  }

  /** Which knowledge ran here. */
  private record Ran(List<Version> versions, List<Draft> drafts) {}

  /** The rules are shown without it when the database is away. */
  private Ran ran() {
    try {
      return new Ran(
          history.versions(), history.drafts().stream().map(KnowledgePages::draft).toList());
    } catch (EJBException e) {
      return new Ran(List.of(), List.of());
    }
  }

  /** The first rule of the list; of all when none fits. */
  private Optional<RuleSheets.Sheet> first(Map<String, List<Entry>> groups) {
    return groups.values().stream()
        .flatMap(List::stream)
        .findFirst()
        .flatMap(it -> sheets.of(it.rule()))
        .or(() -> sheets.all().stream().findFirst());
  }

  /** The rules by urgency, the gravest first; then those that are no red flag. */
  private Map<String, List<Entry>> groups(String sought) {
    var groups = new LinkedHashMap<String, List<Entry>>();
    for (var level : AssessmentPages.levels()) {
      groups.put(level.display(), new ArrayList<>());
    }
    groups.put("Findings", new ArrayList<>());
    groups.put("Disposition", new ArrayList<>());
    groups.put("Advice", new ArrayList<>());
    groups.put("Technique", new ArrayList<>());
    for (var sheet : sheets.all()) {
      var reason = knowledge.rule(sheet.rule()).orElseThrow();
      var text =
          (reason.title() + " " + reason.rule() + " " + reason.claim()).toLowerCase(Locale.ROOT);
      if (!text.contains(sought.toLowerCase(Locale.ROOT))) {
        continue;
      }
      var urgency =
          sheet.layer().equals("redflag")
              ? knowledge.outlook().urgency(sheet.rule())
              : Optional.<Urgency>empty();
      var group =
          urgency
              .map(Urgency::display)
              .orElse(
                  switch (sheet.layer()) {
                    case "disposition" -> "Disposition";
                    case "advice" -> "Advice";
                    case "technique" -> "Technique";
                    default -> "Findings";
                  });
      groups
          .computeIfAbsent(group, it -> new ArrayList<>())
          .add(new Entry(sheet.rule(), reason.title(), urgency));
    }
    groups.values().removeIf(List::isEmpty);
    return groups;
  }

  private Rule rule(Seat seat, RuleSheets.Sheet sheet) {
    var reason = knowledge.rule(sheet.rule()).orElseThrow();
    var urgency =
        sheet.layer().equals("redflag")
            ? knowledge.outlook().urgency(sheet.rule())
            : Optional.<Urgency>empty();
    var then =
        urgency
            .map(
                it ->
                    "Urgency is %s: %s. See: %s.".formatted(it.display(), it.timeframe(), it.see()))
            .orElse("The finding holds, for the rules that read it.");
    return new Rule(
        reason,
        urgency,
        sheet,
        then,
        use(seat, sheet.rule()),
        sheet.cases().stream().filter(RuleSheets.Case::fires).count());
  }

  private Use use(Seat seat, String rule) {
    try {
      return statistics
          .of(seat.tenant(), desk.now().minus(QUARTER), desk.now().plusSeconds(1))
          .stream()
          .filter(it -> it.rule().equals(rule))
          .findFirst()
          .map(KnowledgePages::use)
          .orElse(Use.NONE);
    } catch (EJBException databaseAway) {
      return Use.NONE;
    }
  }

  /** Cards that were overridden and urgencies that were changed, by the reason that was given. */
  private static Use use(RuleStatistics.Counts counts) {
    var aside = new TreeMap<String, Long>();
    counts.overridden().forEach((reason, count) -> aside.merge(shown(reason), count, Long::sum));
    counts.changed().forEach((reason, count) -> aside.merge(shown(reason), count, Long::sum));
    return new Use(
        counts.fired(),
        counts.shown(),
        counts.accepted(),
        counts.confirmed(),
        aside,
        counts.ends().predictive().text());
  }

  private static String shown(String code) {
    return code.isEmpty()
        ? "No reason given"
        : OverrideReason.of(code).map(OverrideReason::display).orElse(code);
  }

  private static Draft draft(KnowledgeHistory.Draft draft) {
    var cells = new ArrayList<Cell>();
    draft
        .matrix()
        .cells()
        .forEach(
            (live, row) ->
                row.forEach(
                    (candidate, count) ->
                        Urgency.of(live)
                            .flatMap(
                                from -> Urgency.of(candidate).map(to -> new Cell(from, to, count)))
                            .ifPresent(cells::add)));
    return new Draft(
        draft.label(),
        draft.hash().shown(),
        cells,
        cells.stream()
            .filter(it -> it.candidate().compareTo(it.live()) > 0)
            .mapToLong(Cell::count)
            .sum(),
        draft.matrix().lessUrgent().stream()
            .map(it -> it.assessment() + ": " + it.live() + " to " + it.candidate())
            .toList());
  }
}
