package org.plumbline.web.protocol.api;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonString;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.wording.Language;
import org.plumbline.triage.RecordedAssessment;
import org.plumbline.web.OneVoice;
import org.plumbline.web.WrittenPatients;
import org.plumbline.web.document.Letter;

/** What plain JSON says to the patient, and what the letter says beside it. */
class PatientTextTest {
  private static String patientText(RecordedAssessment recorded, Language language) {
    return new AssessmentJson(ClinicSettings.DEFAULT)
            .write(recorded.intake(), recorded.assessment(), List.of(), Optional.empty())
            .build()
            .getJsonObject("patientText")
            .getJsonArray(language.code())
            .getValuesAs(JsonString.class)
            .stream()
            .map(JsonString::getString)
            .collect(Collectors.joining("\n"));
  }

  @Test
  void patientTextSaysOneUrgencyOfEachSign() {
    for (var language : Language.all()) {
      var voice = new OneVoice(language);
      WrittenPatients.all().forEach(it -> voice.check(patientText(it, language), it));
    }
  }

  private static String letter(RecordedAssessment recorded) {
    var assessment = recorded.assessment();
    var head =
        new Letter.Head(
            "Clinic",
            Optional.empty(),
            "Patient 1",
            WrittenPatients.AT.atZone(ZoneOffset.UTC),
            "1, knowledge " + assessment.knowledgeVersion());
    return new Letter(head, recorded.intake(), assessment, List.of(), ClinicSettings.DEFAULT)
        .text()
        .replace("\n  ", " ");
  }

  /** The letter is for the clinician: it names each red flag once, and no list of the patient's. */
  @Test
  void letterSaysEachRedFlagOnceAndNothingOfTheSafetyNet() {
    for (var recorded : WrittenPatients.all()) {
      var letter = letter(recorded);
      for (var part : SafetyNet.general().parts()) {
        assertFalse(letter.contains(part.lead().english().replace("{number}", "112")), letter);
      }
      for (var sign : NetSign.all()) {
        assertFalse(letter.contains(sign.worse().wording().english()), letter);
      }
      for (var flag : recorded.assessment().redFlags()) {
        var title = recorded.assessment().reason(flag).title();
        var said =
            "- %s (%s)"
                .formatted(recorded.assessment().reason(flag).title(), flag.urgency().display());
        assertTrue(letter.split(java.util.regex.Pattern.quote(said), -1).length == 2, letter);
      }
    }
  }
}
