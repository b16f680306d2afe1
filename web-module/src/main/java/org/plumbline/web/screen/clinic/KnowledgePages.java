package org.plumbline.web.screen.clinic;

import jakarta.ejb.EJBException;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.plumbline.decision.OverrideReason;
import org.plumbline.decision.RuleStatistics;
import org.plumbline.governance.KnowledgeHistory;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Library;
import org.plumbline.web.screen.clinic.Desk.Seat;

/** The knowledge, for whoever approves it: every rule with its evidence, cases, source and use. */
@WebServlet({"/app/knowledge", "/app/knowledge/*"})
public class KnowledgePages extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Duration QUARTER = Duration.ofDays(90);
  private static final int TEXT = 80;

  private final transient Desk desk;
  private final transient KnowledgeBase knowledge;
  private final transient RuleSheets sheets;
  private final transient RuleStatistics statistics;
  private final transient KnowledgeHistory history;

  @Inject
  KnowledgePages(
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

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var seat = desk.enter(request, response, true);
    if (seat.isEmpty()) {
      return;
    }
    var name = Desk.path(request).replaceFirst("^/", "");
    var sought = Desk.parameter(request, "q", TEXT).orElse("");
    var groups = groups(sought);
    var sheet = name.isEmpty() ? first(groups) : sheets.of(name);
    if (sheet.isEmpty()) {
      desk.missing(request, response);
      return;
    }
    var model = new HashMap<String, Object>();
    model.put("frame", desk.frame("knowledge", seat.get()));
    model.put("groups", groups);
    model.put("sought", sought);
    model.put("rule", rule(seat.get(), sheet.get()));
    model.put("version", Library.VERSION);
    model.put("reviewed", Library.REVIEWED);
    try {
      model.put("versions", history.versions());
      model.put("drafts", history.drafts().stream().map(KnowledgePages::draft).toList());
    } catch (EJBException e) {
      model.put("versions", List.of());
      model.put("drafts", List.of());
    }
    desk.show(request, response, 200, "clinic/knowledge.jte", model);
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
        draft.hash().substring(0, 12),
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
