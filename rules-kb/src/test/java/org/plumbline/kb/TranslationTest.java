package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** A question of the cauda equina asks for the same parts and signs in every language. */
class TranslationTest {
  /** Pairs of words that stand for each other; both or neither may be in the two texts. */
  private static final Map<String, List<List<String>>> PAIRS =
      Map.of(
          "saddle-numbness",
              List.of(
                  List.of("between your legs", "entre las piernas"),
                  List.of("genitals", "genitales"),
                  List.of("buttocks", "nalgas"),
                  List.of("back passage", "ano"),
                  List.of("numb", "dormida"),
                  List.of("tingle", "hormigueo"),
                  List.of("wipe", "limpiarse"),
                  List.of("wash", "lavarse")),
          "bladder-retention",
              List.of(
                  List.of("start to pass urine", "empezar a orinar"),
                  List.of("weak", "poca fuerza"),
                  List.of("full after", "lleno despu\u00e9s"),
                  List.of("not feel it pass", "no nota que sale")),
          "bladder-incontinence",
              List.of(List.of("leak", "escapa"), List.of("control", "aguantar")),
          "bowel-incontinence",
              List.of(
                  List.of("bowels", "heces"), List.of("constipated does not", "estre\u00f1ido no")),
          "rectal-sensation-loss",
              List.of(List.of("stool or wind", "heces o los gases"), List.of("full", "ganas")),
          "sexual-dysfunction",
              List.of(List.of("genitals", "genitales"), List.of("skip", "en blanco")),
          "pelvic-symptoms-new",
              List.of(
                  List.of("new or worse", "nuevo o peor"),
                  List.of("no only if all", "no solo si todo"),
                  List.of("not changed", "no ha cambiado")),
          "neuro-symptoms-both-sides",
              List.of(
                  List.of("both legs", "las dos piernas"),
                  List.of("numbness", "dormidas"),
                  List.of("tingling", "hormigueo"),
                  List.of("weakness", "d\u00e9biles")));

  @Test
  void caudaEquinaQuestionsNameTheSameThingsInBothLanguages() throws Exception {
    var english = english();
    Map<String, Object> translation =
        new Yaml().load(Files.readString(Path.of("knowledge/translations/es.yaml")));
    Map<String, String> spanish = Case.cast(translation.get("text"));
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
