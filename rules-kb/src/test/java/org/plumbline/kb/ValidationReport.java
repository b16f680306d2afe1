package org.plumbline.kb;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.conclusion.Disposition;
import org.plumbline.kb.conclusion.RedFlag;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.evidence.Share;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;

/** Writes docs/validation.md. Every number is computed; the seeds of what is drawn are fixed. */
final class ValidationReport {
  private static final int SEED = 20261126;
  private static final int PATIENTS = 5_000;
  private static final List<Integer> FACTORS = List.of(1, 2, 4);
  private static final List<Integer> ONE_IN = List.of(1_000, 10_000);

  private final KnowledgeBase knowledge;
  private final StringBuilder text = new StringBuilder();

  /** A patient with what is right and what was concluded. */
  record Judged(PatientCase patient, Assessment assessment) {
    boolean exact() {
      return assessment.urgency() == patient.gold();
    }

    boolean under() {
      return patient.leastAcceptable().compareTo(assessment.urgency()) > 0;
    }

    boolean over() {
      return patient.mostAcceptable().compareTo(assessment.urgency()) < 0;
    }

    private boolean needs(Urgency from) {
      return patient.gold().compareTo(from) >= 0;
    }

    private boolean has(Urgency from) {
      return assessment.urgency().compareTo(from) >= 0;
    }
  }

  /** How many benign patients of a kind were sent how far. */
  private record Burden(String kind, int factor, Map<Urgency, Integer> dispositions) {
    Share from(Urgency least) {
      return new Share(
          dispositions.entrySet().stream()
              .filter(it -> it.getKey().compareTo(least) >= 0)
              .mapToLong(Map.Entry::getValue)
              .sum(),
          PATIENTS);
    }
  }

  ValidationReport(KnowledgeBase knowledge) {
    this.knowledge = knowledge;
  }

  static List<Judged> judge(
      KnowledgeBase knowledge, Function<PublishedCase, Map<Fact, Value>> answers) {
    return PublishedCase.all().stream()
        .map(it -> new Judged(it.whole(), knowledge.assess(Intakes.of(answers.apply(it)))))
        .toList();
  }

  String write() {
    var whole = judge(knowledge, it -> it.whole().given());
    var stated = judge(knowledge, PublishedCase::stated);
    var written =
        PatientCase.all().stream()
            .map(it -> new Judged(it, knowledge.assess(Intakes.of(it.given()))))
            .toList();
    head();
    published(whole, stated);
    sets(whole, stated, written);
    own();
    burden(whole);
    untested();
    return text.toString();
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ENGLISH, format, values)).append('\n');
  }

  private void head() {
    line("# Validation report");
    line("");
    line(
        "**The table was fitted to published patients: the 15 below, and others of the same kind, were read while it was");
    line(
        "written. Its hit rate on them is no estimate for new patients. Nothing here was validated on patients seen");
    line("prospectively.**");
    line("");
    line(
        "Knowledge %s. Written by ValidationReportTest, which fails when this file is not what it computes; do not edit.",
        Library.VERSION);
    line(
        "Intervals are Wilson's, 95 %%. An interval says how far chance alone carries; it does not make a chosen patient a");
    line(
        "sample. The disposition that is right was set by the authors from each report, with a set that is acceptable;");
    line("no clinician has set it a second time.");
    line("");
  }

  private void published(List<Judged> whole, List<Judged> stated) {
    line("## Fifteen published patients");
    line("");
    line(
        "Whole form: what the report says, and \"no\" to every other question of the patient. As stated: what the report says alone,");
    line(
        "everything else unknown, as when a patient gives up half-way. 12 of them were less urgent than they needed by the table of 0.1.");
    line(
        "Patients by the reports: `rules-kb/knowledge/contract/published-cases.yaml`. Volumes and pages are to be checked before quoting.");
    line("");
    line(
        "| id | patient | acceptable | by 0.1 | whole form | as stated | decided by, whole form |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    var cases = PublishedCase.all();
    for (var i = 0; i < cases.size(); i++) {
      var it = cases.get(i);
      line(
          "| %s | %s %s | %s | %s | %s | %s | %s |",
          it.whole().id(),
          it.whole().name(),
          "*" + it.citation() + "*",
          String.join(", ", it.whole().acceptable()),
          it.before(),
          verdict(whole.get(i)),
          verdict(stated.get(i)),
          decidedBy(whole.get(i).assessment()));
    }
    line("");
    line("**Bold** is outside of what is acceptable.");
    line("");
  }

  private static String verdict(Judged it) {
    var code = it.assessment().urgency().code();
    return it.under()
        ? "**" + code + ", less urgent**"
        : it.over() ? "**" + code + ", more urgent**" : code;
  }

  private static String decidedBy(Assessment assessment) {
    var top =
        assessment.redFlags().stream()
            .filter(it -> it.urgency() == assessment.urgency())
            .map(RedFlag::id)
            .sorted()
            .toList();
    return String.join(
        ", ",
        top.isEmpty() ? assessment.dispositions().stream().map(Disposition::id).toList() : top);
  }

  private void sets(List<Judged> whole, List<Judged> stated, List<Judged> written) {
    line("## Right, under and over");
    line("");
    line(
        "Under: less urgent than every acceptable disposition; over: more urgent than every one. Sensitivity: of those who need it, how many");
    line("get it; specificity: of those who do not, how many do not.");
    line("");
    line("| set | patients | as was set | under | over |");
    line("| --- | --- | --- | --- | --- |");
    for (var it : named(whole, stated, written).entrySet()) {
      var set = it.getValue();
      line(
          "| %s | %d | %s | %s | %s |",
          it.getKey(),
          set.size(),
          share(set, Judged::exact),
          share(set, Judged::under),
          share(set, Judged::over));
    }
    line("");
    line("| set | from | sensitivity | specificity |");
    line("| --- | --- | --- | --- |");
    for (var it : named(whole, stated, written).entrySet()) {
      for (var from : List.of(Urgency.EMERGENCY, Urgency.SAME_DAY)) {
        line(
            "| %s | %s | %s | %s |",
            it.getKey(),
            from == Urgency.EMERGENCY ? "hospital (emergency or ambulance)" : "same day or more",
            sensitivity(it.getValue(), from).text(),
            specificity(it.getValue(), from).text());
      }
    }
    line("");
    line(
        "The 53 written patients were made by the authors from reports and guidelines and are corrected until they hold: with them the");
    line("product is compared with its own specification.");
    line("");
  }

  private static Map<String, List<Judged>> named(
      List<Judged> whole, List<Judged> stated, List<Judged> written) {
    var sets = new LinkedHashMap<String, List<Judged>>();
    sets.put("published, whole form", whole);
    sets.put("published, as stated", stated);
    sets.put("53 written patients", written);
    return sets;
  }

  private static String share(List<Judged> set, Predicate<Judged> is) {
    return new Share(set.stream().filter(is).count(), set.size()).text();
  }

  static Share sensitivity(List<Judged> set, Urgency from) {
    var need = set.stream().filter(it -> it.needs(from)).toList();
    return new Share(need.stream().filter(it -> it.has(from)).count(), need.size());
  }

  private static Share specificity(List<Judged> set, Urgency from) {
    var need = set.stream().filter(it -> !it.needs(from)).toList();
    return new Share(need.stream().filter(it -> !it.has(from)).count(), need.size());
  }

  private void own() {
    var cases = Case.all();
    var differ = cases.stream().filter(it -> it.difference(knowledge).isPresent()).count();
    line("## Cases of the rules");
    line("");
    line(
        "%d written cases, at least one that fires each rule and one near miss: %s conclude exactly what is written.",
        cases.size(), new Share(cases.size() - differ, cases.size()).text());
    line(
        "The build fails when one does not, so this number can say nothing else: it shows that the rules are as meant, not that they are right.");
    line("");
  }

  private Burden burden(String kind, int factor) {
    var patients = new BenignPatients(SEED, factor);
    return new Burden(
        kind,
        factor,
        Stream.generate(() -> knowledge.assess(Intakes.of(patients.answers(kind))).urgency())
            .limit(PATIENTS)
            .collect(Collectors.groupingBy(it -> it, Collectors.summingInt(it -> 1))));
  }

  private void burden(List<Judged> whole) {
    var hits = sensitivity(whole, Urgency.EMERGENCY);
    line("## What benign patients are told, and what an alarm is worth");
    line("");
    line(
        "%,d drawn patients of each kind, at the answer rates of `burden/benign-patients.yaml`. **Nobody has measured these rates**: each is an",
        PATIENTS);
    line(
        "assumption. So the same is drawn with twice and four times the noise: every share of yes up to %.0f %%, \"don't know\" and skipping, cut off",
        BenignPatients.NOISE_UP_TO);
    line("at %.0f %%.", BenignPatients.NOISE_AT_MOST);
    line("");
    line(
        "The predictive value is that of \"go to hospital\", if serious disease has the prevalence of the column and is found as often as in the");
    line(
        "published patients, whole form: %s. In brackets at the lower end of that interval. It is an upper bound, as that",
        hits.text());
    line("share is.");
    line("");
    line(
        "| benign patients | noise | hospital | same day or more | above routine | predictive value at 1 in 1,000 | at 1 in 10,000 |");
    line("| --- | --- | --- | --- | --- | --- | --- |");
    for (var kind : BenignPatients.KINDS) {
      for (var factor : FACTORS) {
        var it = burden(kind, factor);
        var alarm = it.from(Urgency.EMERGENCY);
        line(
            "| %s | x %d | %s | %s | %s | %s | %s |",
            kind.replace('-', ' '),
            factor,
            percent(alarm),
            percent(it.from(Urgency.SAME_DAY)),
            percent(it.from(Urgency.URGENT)),
            predictive(hits, alarm, ONE_IN.get(0)),
            predictive(hits, alarm, ONE_IN.get(1)));
      }
    }
    line("");
    line(
        "So most who are sent to hospital have nothing serious, at any of these rates; that is what an alarm for a rare disease costs. For a");
    line(
        "clinic it says how many it must be able to send; it says nothing about those whom the product does not send.");
    line("");
  }

  private static String percent(Share it) {
    return String.format(
        Locale.ENGLISH,
        "%.1f %% (%.1f to %.1f)",
        100.0 * it.hits() / it.of(),
        100 * it.low(),
        100 * it.high());
  }

  /** Bayes: of those who are sent to hospital, the share that has a serious disease. */
  private static String predictive(Share hits, Share alarm, int oneIn) {
    var prevalence = 1.0 / oneIn;
    var benign = (1 - prevalence) * alarm.hits() / alarm.of();
    Function<Double, Double> value = it -> 100 * it * prevalence / (it * prevalence + benign);
    return String.format(
        Locale.ENGLISH,
        "%.2g %% (%.2g)",
        value.apply((double) hits.hits() / hits.of()),
        value.apply(hits.low()));
  }

  private void untested() {
    line("## What has never been tested");
    line("");
    for (var it : UNTESTED) {
      line("- %s", it);
    }
  }

  private static final List<String> UNTESTED =
      List.of(
          "One patient seen prospectively; one clinic; one clinician with the product in front of them.",
          "Whether patients understand the questions, in any language, in pain, on a phone; how often they answer yes to a sign they do not have, or no to one they have. The German and the Spanish have not been read by a native speaker who treats patients.",
          "Whether who is sent goes, arrives, and is believed at the desk.",
          "Sensitivity and specificity of any single rule. The figures that sources give are of other people in other places, mostly with a scan already asked for.",
          "The right disposition of the published patients by a second reader; agreement between readers is unknown.",
          "Patients whose report says what was present and not what was absent: \"no\" to the rest is an assumption in the whole form.",
          "Published patients are the unusual ones: they over-represent what is rare, striking or was missed.",
          "Children, pregnancy, people who cannot read, people who do not say, people who exaggerate or play down.",
          "Pain without lifting; other sports; other countries and their paths.",
          "The differential: it is compared with a second reading of its own table, and with no diagnosis that a hospital made.",
          "The advice: no trial of it, as a whole or by item, was done here.",
          "The burden on a real clinic, and whether people stop to heed an alarm that is mostly false.");
}
