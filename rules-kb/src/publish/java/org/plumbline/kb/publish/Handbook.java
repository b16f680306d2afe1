package org.plumbline.kb.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.KnowledgeBase;
import org.plumbline.kb.Reason;
import org.plumbline.kb.advice.AdviceItem;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.differential.Origin;
import org.plumbline.kb.evidence.Citation;
import org.plumbline.kb.evidence.Library;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Value;
import org.plumbline.kb.wording.Glossary;
import org.plumbline.kb.wording.Language;
import org.yaml.snakeyaml.Yaml;

/** Writes the handbook that a clinician reads and signs: one page, printable. */
final class Handbook {
  private static final String RULES = "src/main/resources/org/plumbline/kb/";

  private final KnowledgeBase knowledge;
  private final Path module;
  private final Words words;
  private final Map<String, String> questions;
  private final StringBuilder page = new StringBuilder();

  /**
   * A handbook.
   *
   * @param module the folder of rules-kb
   * @param questions the wording of each question, by the code of its fact
   */
  Handbook(KnowledgeBase knowledge, Path module, Map<String, String> questions) {
    this.knowledge = knowledge;
    this.module = module;
    this.words = new Words(knowledge);
    this.questions = questions;
  }

  String write() throws IOException {
    var template = Files.readString(module.resolve("src/publish/resources/handbook.html"));
    decisions();
    findings();
    differential();
    advice();
    sources();
    return template
        .replace("{version}", Library.VERSION)
        .replace("{reviewed}", Library.REVIEWED)
        .replace("{rules}", String.valueOf(knowledge.ruleNames().size()))
        .replace("{body}", page);
  }

  private void heading(String id, String text) {
    page.append("<h2 id=\"%s\">%s</h2>%n".formatted(id, Html.escape(text)));
  }

  private void decisions() throws IOException {
    heading("red-flags", "Red flags");
    var groups = new ArrayList<>(RuleFiles.read(module.resolve(RULES + "redflag")));
    groups.sort(Comparator.comparing(it -> reason(it.rules().get(0)).family()));
    for (var group : groups) {
      page.append("<section><h3>%s</h3>%n".formatted(Html.escape(group.question())));
      page.append("<figure>").append(tree(group)).append("</figure>\n");
      for (var rule : group.rules()) {
        rule(rule, "redflag");
      }
      page.append("</section>\n");
    }
    heading("disposition", "Disposition");
    for (var group : RuleFiles.read(module.resolve(RULES + "disposition"))) {
      for (var rule : group.rules()) {
        rule(rule, "disposition");
      }
    }
  }

  private String tree(RuleFiles.Group group) {
    var nodes = new ArrayList<DecisionTree.Node>();
    group.rules().stream()
        .sorted(Comparator.comparing(this::urgency).reversed())
        .forEach(
            it ->
                nodes.add(
                    new DecisionTree.Node(
                        reason(it).title(),
                        words.when(knowledge.condition(it).orElseThrow()),
                        urgency(it))));
    return DecisionTree.draw(group.question(), nodes);
  }

  private Urgency urgency(String rule) {
    return knowledge.outlook().urgency(rule).orElse(Urgency.SELF_CARE);
  }

  private Reason reason(String rule) {
    return knowledge.rule(rule).orElseThrow();
  }

  private void findings() throws IOException {
    heading("findings", "Findings that follow from answers");
    for (var folder : List.of("finding", "advice")) {
      for (var group : RuleFiles.read(module.resolve(RULES + folder))) {
        for (var rule : group.rules()) {
          if (AdviceItem.all().stream().noneMatch(it -> it.id().equals(rule))) {
            rule(rule, "none");
          }
        }
      }
    }
  }

  private void rule(String name, String caseFolder) throws IOException {
    var rule = reason(name);
    var urgency = knowledge.outlook().urgency(name);
    page.append("<article id=\"%s\"><h4>%s".formatted(name, Html.escape(rule.title())));
    urgency.ifPresent(
        it ->
            page.append(" <span class=\"badge %s\">%s</span>".formatted(it.code(), it.display())));
    page.append("</h4><p>%s</p>%n".formatted(Html.escape(rule.claim())));
    page.append("<dl><dt>When</dt><dd>")
        .append(Html.list(words.when(knowledge.condition(name).orElseThrow())))
        .append("</dd><dt>Then</dt><dd>")
        .append(Html.escape(then(name, urgency)))
        .append("</dd><dt>Asks</dt><dd>")
        .append(Html.list(asked(rule)))
        .append(
            "</dd><dt>Rests on</dt><dd>%s (%s)".formatted(keys(rule.sources()), rule.evidence()))
        .append(
            "</dd><dt>Rule</dt><dd><code>%s</code>, %s</dd></dl>%n".formatted(name, rule.family()));
    cases(name, caseFolder);
    page.append("</article>\n");
  }

  private String then(String name, Optional<Urgency> urgency) {
    return urgency
        .map(it -> "%s: %s. See: %s.".formatted(it.display(), it.timeframe(), it.see()))
        .orElse(
            "\u201c%s\u201d holds, for the rules that read it.".formatted(reason(name).title()));
  }

  private List<String> asked(Reason rule) {
    return rule.facts().stream()
        .map(it -> Glossary.capital(Glossary.term(it)) + ": " + question(it))
        .toList();
  }

  private String question(Fact fact) {
    return questions.getOrDefault(fact.code(), "set by the clinic");
  }

  private static String keys(List<Citation> sources) {
    return sources.stream()
        .map(it -> "<a href=\"#%s\">%s</a>".formatted(it.key(), Html.escape(it.shown())))
        .collect(Collectors.joining(", "));
  }

  private void cases(String rule, String folder) throws IOException {
    var file = module.resolve("src/test/resources/cases/%s/%s.yaml".formatted(folder, rule));
    if (!Files.exists(file)) {
      return;
    }
    page.append("<table><thead><tr><th>Case</th><th>Expected</th></tr></thead><tbody>\n");
    for (var document : new Yaml().loadAll(Files.readString(file))) {
      var it = (Map<?, ?>) document;
      page.append(
          Html.row(
              Html.escape(CaseWords.name(String.valueOf(it.get("case")))),
              Html.escape(new CaseWords(knowledge).expected((Map<?, ?>) it.get("expect")))));
    }
    page.append("</tbody></table>\n");
  }

  private void differential() throws IOException {
    heading("differential", "Muscle or structure: the table of likelihoods");
    Map<String, Object> table =
        new Yaml().load(Files.readString(module.resolve("knowledge/differential.yaml")));
    page.append(
        "<p>P(finding | origin). An absent finding counts 1 - P. Only bands are shown to a user;"
            + " the differential never changes the disposition.</p>\n"
            + "<table class=\"wide\"><thead><tr><th>Finding</th>");
    ((List<?>) table.get("columns"))
        .forEach(it -> page.append("<th>%s</th>".formatted(origin(String.valueOf(it)))));
    page.append("<th>Basis</th></tr></thead><tbody>\n");
    for (var row : (List<?>) table.get("findings")) {
      var it = (Map<?, ?>) row;
      likelihoods(it, Glossary.term(fact(it.get("finding"))), "present");
    }
    for (var row : (List<?>) table.get("readings")) {
      var it = (Map<?, ?>) row;
      likelihoods(it, below(it), "present");
    }
    for (var row : (List<?>) table.get("choices")) {
      var it = (Map<?, ?>) row;
      ((Map<?, ?>) it.get("options"))
          .forEach(
              (option, numbers) ->
                  row(it, chosen(fact(it.get("choice")), option), (List<?>) numbers));
    }
    page.append("</tbody></table>\n");
  }

  private static String origin(String code) {
    return Stream.of(Origin.values())
        .filter(it -> it.code().equals(code))
        .map(Origin::display)
        .findFirst()
        .orElseThrow();
  }

  private static Fact fact(Object code) {
    return Fact.of(String.valueOf(code)).orElseThrow();
  }

  private static String chosen(Fact fact, Object option) {
    return Glossary.line(fact, Value.parse(fact, String.valueOf(option)));
  }

  private static String below(Map<?, ?> row) {
    var fact = fact(row.get("reading"));
    var bound = row.containsKey("below") ? "below" : "from";
    return "%s %s %s"
        .formatted(
            Glossary.term(fact),
            bound,
            Glossary.shown(fact, Value.parse(fact, String.valueOf(row.get(bound)))));
  }

  private void likelihoods(Map<?, ?> row, String name, String key) {
    row(row, name, (List<?>) row.get(key));
  }

  private void row(Map<?, ?> row, String name, List<?> numbers) {
    var cells = new ArrayList<String>(List.of(Html.escape(name)));
    numbers.forEach(it -> cells.add(String.valueOf(it)));
    cells.add(Html.escape(row.get("basis") + " " + row.get("sources")));
    page.append(Html.row(cells.toArray(String[]::new)));
  }

  private void advice() throws IOException {
    heading("advice", "Advice");
    for (var item : AdviceItem.all()) {
      var rule = reason(item.id());
      page.append(
          "<article id=\"%s\"><h4>%s <span class=\"badge\">%s</span></h4><p>%s</p>%n"
              .formatted(
                  item.id(),
                  Html.escape(item.title()),
                  item.kind().code(),
                  Html.escape(rule.claim())));
      page.append("<dl><dt>When</dt><dd>")
          .append(Html.list(words.when(knowledge.condition(item.id()).orElseThrow())));
      for (var language : Language.all()) {
        page.append("</dd><dt>%s</dt><dd lang=\"%s\">".formatted(language.code(), language.code()))
            .append(Html.escape(item.wording().in(language).replace("{weight}", "")));
      }
      page.append("</dd><dt>Held back by</dt><dd>")
          .append(Html.list(heldBackBy(item)))
          .append(
              "</dd><dt>Rests on</dt><dd>%s; claims %s</dd></dl>%n"
                  .formatted(keys(rule.sources()), String.join(", ", item.claims())));
      cases(item.id(), "advice");
      page.append("</article>\n");
    }
  }

  private List<String> heldBackBy(AdviceItem item) {
    var texts = new ArrayList<String>();
    item.notWith().forEach(it -> texts.add(Glossary.term(it) + " (named when not known)"));
    item.notWithConclusions().forEach(it -> texts.add(reason(it).title()));
    item.onlyIfAbsent().forEach(it -> texts.add(Glossary.term(it) + ", or not known"));
    item.onlyIfNot().forEach(it -> texts.add(reason(it).title()));
    return texts.isEmpty() ? List.of("nothing but a red flag of urgent or above") : texts;
  }

  private void sources() {
    heading("sources", "Sources");
    page.append("<table><tbody>\n");
    for (var source : Library.all()) {
      page.append(
          Html.row(
              "<span id=\"%s\">%s</span>".formatted(source.key(), Html.escape(source.shown())),
              Html.escape(source.text()),
              Html.escape(source.kind())));
    }
    page.append("</tbody></table>\n");
  }
}
