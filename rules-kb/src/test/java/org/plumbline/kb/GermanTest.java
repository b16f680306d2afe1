package org.plumbline.kb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.plumbline.kb.advice.Instruction;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.destination.Destination;
import org.plumbline.kb.form.Form;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/** What the German must say, whatever else is changed in it. */
class GermanTest {
  private static final Language GERMAN = Language.of("de").orElseThrow();

  /** Each part and sign of a question of the cauda equina, as TranslationTest has it in others. */
  private static final Map<String, List<String>> NAMED =
      Map.of(
          "saddle-numbness",
          List.of(
              "jetzt oder in den letzten 14 Tagen",
              "im Schritt und um den After",
              "Reithosenbereich",
              "Genitalien",
              "innen an den Schenkeln",
              "am Teil vom Ges\u00e4\u00df, auf dem Sie sitzen",
              "oder am After",
              "taub",
              "kribbelig",
              "weniger als fr\u00fcher",
              "Abwischen",
              "Waschen"),
          "bladder-retention",
          List.of(
              "mit dem Wasserlassen zu beginnen",
              "der Strahl schwach",
              "voll oder leer",
              "ob der Urin l\u00e4uft"),
          "bladder-incontinence",
          List.of("Urin", "Einlagen", "Kontrolle"),
          "bowel-incontinence",
          List.of("Stuhl", "ohne es zu wollen", "Verstopfung z\u00e4hlt nicht"),
          "rectal-sensation-loss",
          List.of("Stuhl oder Wind", "voll"),
          "sexual-dysfunction",
          List.of(
              "letzten 14 Tagen",
              "Sexualfunktion",
              "Erektion",
              "Genitalien",
              "offen lassen",
              "am Bein",
              "innerhalb von 3 Tagen"),
          "pelvic-symptoms-new",
          List.of(
              "letzten 14 Tagen",
              "neu",
              "schlimmer geworden",
              "nur Nein, wenn alles alt",
              "nicht ver\u00e4ndert"),
          "leg-pain-both-sides",
          List.of(
              "in beiden Beinen",
              "brennenden",
              "elektrischen",
              "von einem Bein auf beide",
              "Schenkel nach dem Training z\u00e4hlen nicht"),
          "neuro-symptoms-both-sides",
          List.of("beide Beine", "taub", "kribbelig", "schwach"));

  @Test
  void questionsOfTheCaudaEquinaNameTheirPartsAndSigns() {
    var form = Form.load();
    NAMED.forEach(
        (code, parts) -> {
          var text =
              form.groups().stream()
                  .flatMap(it -> it.questions().stream())
                  .filter(it -> it.linkId().equals(code))
                  .map(it -> it.text().in(GERMAN))
                  .findFirst()
                  .orElseThrow();
          parts.forEach(it -> assertTrue(text.contains(it), () -> code + " lacks " + it));
        });
  }

  /** "In 3 Tagen" is read as the third day, and who is to look is said by name. */
  @Test
  void aLimitIsNoAppointmentAndWhoLooksIsNamed() {
    var soon = Instruction.of(Urgency.URGENT).wording().in(GERMAN);
    assertTrue(soon.contains("innerhalb von 3 Tagen"), soon);
    assertTrue(soon.contains("\u00c4rztin, ein Arzt") && soon.contains("Physio"), soon);
    var routine = Instruction.of(Urgency.ROUTINE).wording().in(GERMAN);
    assertTrue(routine.contains("innerhalb einer Woche"), routine);
    assertTrue(routine.contains("sp\u00e4testens"), routine);
    var today = Instruction.of(Urgency.SAME_DAY).wording().in(GERMAN);
    assertTrue(today.startsWith("Heute ") && today.contains("\u00c4rztin, ein Arzt"), today);
  }

  @Test
  void noTextThatSendsAPatientAwayAsksToWait() {
    var waiting = Pattern.compile("(?iU)\\b(warten|abwarten|ruhen|morgen)\\b");
    for (var urgency : List.of(Urgency.SAME_DAY, Urgency.EMERGENCY, Urgency.AMBULANCE)) {
      var text = Instruction.of(urgency).wording().in(GERMAN);
      assertFalse(waiting.matcher(text).find(), text);
    }
    var emergency = Instruction.of(Urgency.EMERGENCY).wording().in(GERMAN);
    assertTrue(emergency.contains("Gehen Sie jetzt in ein Krankenhaus"), emergency);
    var ambulance = Instruction.of(Urgency.AMBULANCE).wording().in(GERMAN);
    assertTrue(ambulance.contains("Rufen Sie jetzt {number} an"), ambulance);
    for (var it : Destination.all()) {
      it.told().ifPresent(told -> assertTrue(told.in(GERMAN).contains("bewegen Sie sich nicht")));
    }
  }

  @Test
  void numbersAndMomentsAreWrittenAsInGermany() {
    assertEquals("112,5", GERMAN.number("112.5"));
    assertEquals("27.11.2026, 18:05", GERMAN.moment(LocalDateTime.of(2026, 11, 27, 18, 5)));
  }

  /** Who is addressed is a grown-up that nobody here knows. */
  @Test
  void patientsAreAddressedAsSie() {
    var familiar = Pattern.compile("\\b([Dd]u|[Dd]ein(e[mnrs]?)?|[Dd]ich|[Dd]ir|[Ee]uch)\\b");
    texts()
        .map(it -> it.in(GERMAN))
        .forEach(it -> assertFalse(familiar.matcher(it.toLowerCase(Locale.ROOT)).find(), it));
  }

  private static Stream<Wording> texts() {
    return Stream.concat(
        Form.load().groups().stream().flatMap(it -> it.questions().stream()).map(it -> it.text()),
        Stream.of(Urgency.values()).map(it -> Instruction.of(it).wording()));
  }
}
