package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.history.Recorded;
import org.plumbline.kb.Assessment;
import org.plumbline.kb.Handover.Suspicion;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Differential;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.fact.Presence;
import org.plumbline.kb.fact.Statement;
import org.plumbline.kb.form.Carer;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.outlook.Explanation.OpenFact;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.intake.Incident;
import org.plumbline.web.screen.clinic.AssessmentPage.Balance;
import org.plumbline.web.screen.clinic.AssessmentPage.Check;
import org.plumbline.web.screen.clinic.AssessmentPage.Choice;
import org.plumbline.web.screen.clinic.AssessmentPage.Denied;
import org.plumbline.web.screen.clinic.AssessmentPage.Said;
import org.plumbline.web.screen.clinic.AssessmentPage.Source;
import org.plumbline.web.screen.clinic.AssessmentPage.Tilt;
import org.plumbline.web.screen.clinic.AssessmentPage.Verdict;
import org.plumbline.web.screen.clinic.AssessmentPage.Why;

/** What the rules say of an intake, with its proof, and what could still change it. */
@ApplicationScoped
class Verdicts {
  private static final Logger LOG = System.getLogger(Verdicts.class.getName());
  private static final int CHECKS = 9;
  private static final int TILTS = 8;

  private final FactWords words = new FactWords();
  private KnowledgeBase knowledge;
  private RuleSheets sheets;
  private ClinicSettings settings;

  @SuppressWarnings("NullAway.Init")
  protected Verdicts() {} // required by the container

  @Inject
  Verdicts(KnowledgeBase knowledge, RuleSheets sheets, ClinicSettings settings) {
    this.knowledge = knowledge;
    this.sheets = sheets;
    this.settings = settings;
  }

  /**
   * The verdict of then, with what could change it by the knowledge of today; empty when the
   * knowledge base fails, so that nothing is taken for all clear.
   *
   * @param added the rules that had not fired at the visit before
   */
  Optional<Verdict> of(Recorded then, Set<String> added) {
    var start = System.nanoTime();
    var assessment = then.concluded();
    var intake = then.intake();
    try {
      var explanation = knowledge.outlook().explain(intake);
      var urgency = assessment.urgency();
      var examine = checks(explanation.examineNext(), urgency, intake);
      var ask = checks(explanation.askNext(), urgency, intake);
      var handover = assessment.handover();
      var raising =
          Stream.concat(examine.stream(), ask.stream()).flatMap(it -> it.most().stream()).toList();
      return Optional.of(
          new Verdict(
              urgency,
              handover.suspected(),
              settings.see(handover),
              handover.others().stream().map(Suspicion::shown).toList(),
              handover.say().map(Wording::english),
              summary(assessment),
              assessment.provisional(),
              raising.stream().max(Urgency::compareTo),
              raising.size(),
              examine,
              ask,
              assessment.redFlags().stream().map(it -> why(then, it, added)).toList(),
              denied(intake),
              assessment.unanswered().stream().map(words::text).toList(),
              intake.contradictions().stream().map(Glossary::shown).toList(),
              balance(assessment),
              assessment.knowledgeVersion(),
              Duration.ofNanos(System.nanoTime() - start).toMillis()));
    } catch (RuntimeException e) {
      Incident.log(LOG, e);
      return Optional.empty();
    }
  }

  private static String summary(Assessment assessment) {
    return assessment.redFlags().isEmpty()
        ? "No red flag reported. What is not reported is not excluded."
        : assessment.redFlags().stream()
            .limit(3)
            .map(it -> assessment.reason(it).title())
            .collect(Collectors.joining("; "));
  }

  private List<Check> checks(List<OpenFact> facts, Urgency now, Intake intake) {
    return facts.stream()
        .filter(
            it -> words.form().question(it.fact()).filter(item -> asked(item, intake)).isPresent())
        .limit(CHECKS)
        .map(it -> check(it, now))
        .toList();
  }

  /**
   * Whether a question makes sense after the answers so far: nobody asks a man of his pregnancy,
   * and what was not asked of a child is asked by the clinician.
   */
  private static boolean asked(Question question, Intake intake) {
    return Carer.left(intake).contains(question.fact()) || question.enabled(intake);
  }

  private Check check(OpenFact open, Urgency now) {
    var item = words.form().question(open.fact()).orElseThrow();
    var fact = open.fact();
    return new Check(
        fact.code(),
        item.text().english(),
        Optional.of(open.most()).filter(it -> open.open() && it.compareTo(now) > 0),
        item.options().stream().map(it -> new Choice(it.code(), it.display().english())).toList(),
        item.units().stream().map(it -> new Choice(it.code(), it.display().english())).toList(),
        Glossary.range(fact));
  }

  private Why why(Recorded then, RedFlag flag, Set<String> added) {
    var reason = then.concluded().reason(flag);
    return new Why(
        reason.rule(),
        flag.urgency(),
        reason.title(),
        reason.claim(),
        reason.evidence(),
        reason.facts().stream()
            .flatMap(fact -> then.intake().statements().stream().filter(it -> it.fact() == fact))
            .filter(it -> it.fact().askedOf() != Fact.AskedOf.CLINIC)
            .map(this::said)
            .toList(),
        reason.sources().stream().map(it -> new Source(it.shown(), it.text(), it.entry())).toList(),
        when(then, reason),
        added.contains(reason.rule()));
  }

  /** What a rule asks for; of another version than the one that runs it was not kept. */
  private List<String> when(Recorded then, Reason reason) {
    return then.live()
        ? sheets.of(reason.rule()).map(RuleSheets.Sheet::when).orElse(List.of())
        : List.of();
  }

  private Said said(Statement statement) {
    return new Said(
        words.text(statement.fact()),
        words.shown(statement.fact(), statement.value()),
        from(statement));
  }

  private static String from(Statement statement) {
    var resource = statement.from().resource();
    if (resource.startsWith("Practitioner")) {
      return "examined";
    }
    if (resource.startsWith("Observation/mark")) {
      return "marked on the body chart";
    }
    return resource.startsWith("QuestionnaireResponse")
        ? "patient's answer"
        : "record: " + resource;
  }

  /** What was asked of the core screen and denied; of a list it is said that it was one. */
  private static Denied denied(Intake intake) {
    return new Denied(denied(intake, false), denied(intake, true));
  }

  private static List<String> denied(Intake intake, boolean inAList) {
    return Fact.GROUPS.getOrDefault("core", List.of()).stream()
        .flatMap(it -> intake.statement(it).stream())
        .filter(it -> it.value() == Presence.ABSENT && it.from().inAList() == inAList)
        .map(it -> Glossary.term(it.fact()))
        .toList();
  }

  private Balance balance(Assessment assessment) {
    return assessment.leaning().map(this::balance).orElseGet(Balance::notJudged);
  }

  private Balance balance(Differential differential) {
    var tilts = differential.balance();
    var most = tilts.isEmpty() ? 1 : Math.abs(tilts.get(0).tilt());
    var lead =
        switch (differential.band()) {
          case LIKELY -> "Leans firmly to: " + differential.leader().display();
          case POSSIBLE -> "May be: " + differential.leader().display();
          case INDETERMINATE -> "Leans to neither side";
        };
    return new Balance(
        lead,
        tilts.stream()
            .limit(TILTS)
            .map(
                it ->
                    new Tilt(
                        "%s: %s"
                            .formatted(
                                Glossary.capital(Glossary.term(it.fact())),
                                Glossary.shown(it.fact(), it.value())),
                        it.tilt() > 0,
                        (int) Math.round(100 * Math.abs(it.tilt()) / most)))
            .toList());
  }
}
