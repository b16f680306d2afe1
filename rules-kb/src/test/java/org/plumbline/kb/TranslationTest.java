package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.form.Question;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.yaml.snakeyaml.Yaml;

/** A question of the cauda equina asks for the same parts and signs in every language. */
class TranslationTest {
  /** Pairs of words that stand for each other; both or neither may be in the two texts. */
  private static final Map<String, List<List<String>>> PAIRS =
      Map.ofEntries(
          Map.entry(
              "saddle-numbness",
              List.of(
                  List.of(
                      "right now or in the last 14 days",
                      "ahora o en los \u00faltimos 14 d\u00edas"),
                  List.of("between your legs", "entre las piernas"),
                  List.of("genitals", "genitales"),
                  List.of("inner thighs", "cara interna de los muslos"),
                  List.of(
                      "the part of the buttocks you sit on",
                      "parte de las nalgas en la que se sienta"),
                  List.of("back passage", "ano"),
                  List.of("numb", "dormida"),
                  List.of("tingly", "hormigueo"),
                  List.of("less than before", "menos tacto que antes"),
                  List.of("wipe", "limpiarse"),
                  List.of("wash", "lavarse"))),
          Map.entry(
              "bladder-retention",
              List.of(
                  List.of("start to pass urine", "empezar a orinar"),
                  List.of("weak", "poca fuerza"),
                  List.of("full or empty", "llena o vac\u00eda"),
                  List.of("feel the urine pass", "notar que sale la orina"))),
          Map.entry(
              "bladder-incontinence",
              List.of(
                  List.of("leak", "escapa"),
                  List.of("pads", "compresas"),
                  List.of("control", "aguantar"))),
          Map.entry(
              "bowel-incontinence",
              List.of(
                  List.of("lose stool", "escapan las heces"),
                  List.of("without wanting to", "sin querer"),
                  List.of("constipated does not", "estre\u00f1ido no"))),
          Map.entry(
              "rectal-sensation-loss",
              List.of(List.of("stool or wind", "heces o los gases"), List.of("full", "ganas"))),
          Map.entry(
              "sexual-dysfunction",
              List.of(
                  List.of("last 14 days", "\u00faltimos 14 d\u00edas"),
                  List.of("sexual function", "funci\u00f3n sexual"),
                  List.of("erection", "erecci\u00f3n"),
                  List.of("genitals", "genitales"),
                  List.of("leave", "en blanco"),
                  List.of("leg symptom", "en una pierna"),
                  List.of("within 3 days", "antes de 3 d\u00edas"))),
          Map.entry(
              "pelvic-symptoms-new",
              List.of(
                  List.of("last 14 days", "\u00faltimos 14 d\u00edas"),
                  List.of("new", "nuevo"),
                  List.of("got worse", "ido a peor"),
                  List.of("no only if all", "no solo si todo"),
                  List.of("not changed", "no ha cambiado"))),
          Map.entry(
              "leg-pain-both-sides",
              List.of(
                  List.of("both legs", "las dos piernas"),
                  List.of("burning", "quema"),
                  List.of("electric", "descargas"),
                  List.of("from one leg to both", "de una a las dos"),
                  List.of(
                      "thighs after training do not",
                      "muslos doloridos o tensos tras entrenar no"))),
          Map.entry(
              "neuro-symptoms-both-sides",
              List.of(
                  List.of("both legs", "las dos piernas"),
                  List.of("numbness", "dormidas"),
                  List.of("tingling", "hormigueo"),
                  List.of("weakness", "d\u00e9biles"))));

  @Test
  void caudaEquinaQuestionsNameTheSameThingsInBothLanguages() throws Exception {
    var english = english();
    var spanish = spanish();
    PAIRS.forEach(
        (code, pairs) ->
            pairs.forEach(
                pair ->
                    Stream.of(0, 1)
                        .forEach(
                            i -> {
                              var text = i == 0 ? english.get(code) : spanish.get(code);
                              assertTrue(
                                  text.toLowerCase(Locale.ROOT).contains(pair.get(i)),
                                  () -> code + " lacks " + pair.get(i) + ": " + text);
                            })));
  }

  @Test
  void everyNumberOfATextIsTheSameInEveryLanguage() {
    for (var text : texts()) {
      for (var language : Language.all()) {
        assertEquals(numbers(text.english()), numbers(text.in(language)), language.code());
      }
    }
  }

  /** A no to a negative question may mean yes: "are you unable to walk?" */
  @Test
  void noQuestionIsNegative() {
    var negative =
        Pattern.compile(
            "(?i)\\bunable\\b|\\bimpossible\\b|is there no\\b|do you not\\b|can you not\\b|\u00bfno\\b"
                + "|\\b(k\u00f6nnen|haben|sind|gibt es) (sie )?(nicht|keinen?)\\b|\\bunm\u00f6glich\\b");
    for (var text : texts()) {
      text.texts().values().forEach(it -> assertFalse(negative.matcher(it).find(), it));
    }
  }

  private static List<Wording> texts() {
    return Form.load().groups().stream()
        .flatMap(it -> it.questions().stream())
        .map(Question::text)
        .toList();
  }

  private static List<String> numbers(String text) {
    return Pattern.compile("\\d+").matcher(text).results().map(it -> it.group()).sorted().toList();
  }

  private static Map<String, String> spanish() throws Exception {
    Map<String, Object> translation =
        new Yaml().load(Files.readString(Path.of("knowledge/translations/es/questions.yaml")));
    return Case.cast(translation.get("text"));
  }

  private static Map<String, String> english() throws Exception {
    Map<String, Object> form =
        new Yaml()
            .load(
                Files.readString(
                    Path.of(
                        "src/main/resources/org/plumbline/kb/artifact/Questionnaire-low-back-intake.json")));
    return KnowledgeTest.items(form).stream()
        .flatMap(group -> KnowledgeTest.items(group).stream())
        .collect(Collectors.toMap(it -> (String) it.get("linkId"), it -> (String) it.get("text")));
  }
}
