package org.plumbline.web.screen.patient;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Given;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.web.json.Build;

/**
 * What a patient has answered so far: by linkId the code of an option, a number, an amount with its
 * unit, or a local time; and what was marked on the body chart.
 */
public final class Answers {
  /** The option that says yes. */
  static final String YES = "Y";

  private static final String SAID = "said";
  private static final String MARKS = "marks";
  private static final String TOLD = "told";
  private static final String LANGUAGE = "language";
  private static final String SHARED = "shared";
  private static final String PASSED = "passed";
  private static final String TODAY = "today";

  private final Map<String, String> said = new LinkedHashMap<>();
  private final Set<String> marks = new LinkedHashSet<>();
  private final Set<String> told = new LinkedHashSet<>();
  private Optional<Language> language = Optional.empty();
  private final Set<String> passed = new LinkedHashSet<>();
  private boolean shared;
  private boolean today;
  private final Trail trail = new Trail();

  /** The answers of a text that {@link #text} wrote. */
  static Answers of(String text) {
    var answers = new Answers();
    try (var reader = Build.reader(new StringReader(text))) {
      var json = reader.readObject();
      Optional.ofNullable(json.getJsonObject(SAID))
          .ifPresent(
              it ->
                  it.forEach(
                      (code, value) -> answers.said.put(code, ((JsonString) value).getString())));
      answers.marks.addAll(texts(json, MARKS));
      answers.told.addAll(texts(json, TOLD));
      answers.passed.addAll(texts(json, PASSED));
      answers.shared = json.getBoolean(SHARED, false);
      answers.today = json.getBoolean(TODAY, false);
      answers.trail.read(json);
      answers.language = Optional.ofNullable(json.getString(LANGUAGE, null)).flatMap(Language::of);
    }
    return answers;
  }

  static List<String> texts(JsonObject json, String name) {
    var texts = new ArrayList<String>();
    if (json.containsKey(name)) {
      json.getJsonArray(name)
          .getValuesAs(JsonString.class)
          .forEach(it -> texts.add(it.getString()));
    }
    return texts;
  }

  String text() {
    var json = Build.object();
    var all = Build.object();
    said.forEach(all::add);
    json.add(SAID, all);
    var marked = Build.array();
    marks.forEach(marked::add);
    json.add(MARKS, marked);
    var warned = Build.array();
    told.forEach(warned::add);
    json.add(TOLD, warned);
    language.ifPresent(it -> json.add(LANGUAGE, it.code()));
    if (!passed.isEmpty()) {
      var asked = Build.array();
      passed.forEach(asked::add);
      json.add(PASSED, asked);
    }
    if (today) {
      json.add(TODAY, true);
    }
    if (shared) {
      json.add(SHARED, true);
    }
    trail.write(json);
    return json.build().toString();
  }

  /** The answer to a question; empty when there is none yet. */
  public Optional<String> to(String linkId) {
    return Optional.ofNullable(said.get(linkId));
  }

  /** Whether an option was chosen. */
  public boolean is(String linkId, String code) {
    return code.equals(said.get(linkId));
  }

  /** The number of an amount, and its unit after it. */
  public String number(String linkId) {
    return to(linkId).map(it -> it.split(" ", 2)[0]).orElse("");
  }

  /** The unit of an amount; empty text when there is none. */
  public String unit(String linkId) {
    return to(linkId).filter(it -> it.contains(" ")).map(it -> it.split(" ", 2)[1]).orElse("");
  }

  /** Keeps an answer to a question that was asked by itself. */
  void put(String linkId, String value) {
    said.put(linkId, value);
    passed.remove(linkId);
    trail.note(linkId, false);
  }

  /** Keeps what a list says of one of its signs. */
  void putInList(String linkId, String value) {
    put(linkId, value);
    trail.note(linkId, true);
  }

  void remove(String linkId) {
    if (said.remove(linkId) != null) {
      trail.note(linkId, false);
    }
  }

  /** Who passes a question by does not know the answer. */
  void pass(String linkId) {
    remove(linkId);
    passed.add(linkId);
  }

  /** How the patient went through the questions. */
  Trail trail() {
    return trail;
  }

  /** What was marked, each as region and feeling with a dot between. */
  public Set<String> marks() {
    return marks;
  }

  /** The rules of which the patient was told already that they are an emergency. */
  Set<String> told() {
    return told;
  }

  /** The questions that were asked because they decide, and may have been passed by. */
  Set<String> passed() {
    return passed;
  }

  /** Whether the patient was told that today is the day to be seen. */
  boolean toldOfToday() {
    return today;
  }

  void tellOfToday() {
    today = true;
  }

  /** Whether they were finished on a shared device, which must not show the result again. */
  boolean shared() {
    return shared;
  }

  void onSharedDevice() {
    shared = true;
  }

  Optional<Language> language() {
    return language;
  }

  void language(Language chosen) {
    language = Optional.of(chosen);
  }

  /** The answer to a question that is asked. */
  Optional<String> asked(String linkId) {
    return Form.load().question(linkId).filter(this::enabled).flatMap(it -> to(linkId));
  }

  /** What counts of what was said of a fact: a mark, or the answer to a question that is asked. */
  Optional<Given> counted(Fact fact) {
    return marked(fact.code()) || asked(fact.code()).isPresent() ? given(fact) : Optional.empty();
  }

  /** Whether a mark on the body chart says yes to a question, whatever was answered. */
  public boolean marked(String linkId) {
    return BodyChart.says(marks).contains(linkId);
  }

  /** Whether a question is asked, by the answers so far and what was marked. */
  public boolean enabled(Question question) {
    return Form.load().enabled(question, this::given);
  }

  /** Whether a question is asked and has no answer yet. */
  boolean isOpen(Question question) {
    var linkId = question.linkId();
    return enabled(question) && to(linkId).isEmpty() && !passed.contains(linkId) && !marked(linkId);
  }

  /** The answer to the question of a fact; a mark on the body chart says yes. */
  private Optional<Given> given(Fact fact) {
    var linkId = fact.code();
    return (marked(linkId) ? Optional.of(YES) : to(linkId))
        .flatMap(it -> Form.load().question(fact).map(question -> question.given(it)));
  }
}
