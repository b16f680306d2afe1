package org.plumbline.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.plumbline.clinic.ClinicSettings;
import org.plumbline.kb.advice.NetSign;
import org.plumbline.kb.advice.SafetyNet;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;
import org.plumbline.triage.RecordedAssessment;

/**
 * Checks of a text for a patient, in whatever it is written, that it says one urgency of a sign.
 */
public final class OneVoice {
  private static final Pattern CALL_US =
      Pattern.compile(
          "(?i)call us|get worse|gets worse|llámenos|empeora|va a peor|rufen Sie uns an|schlimmer als zuvor");

  private final Language language;
  private final Map<String, Urgency> leads = new LinkedHashMap<>();
  private final Map<Urgency, String> after = new EnumMap<>(Urgency.class);

  /** Checks of texts in a language, with the number of the default settings. */
  public OneVoice(Language language) {
    this.language = language;
    for (var net :
        List.of(SafetyNet.of(Intake.of(List.of()), Urgency.SELF_CARE), SafetyNet.general())) {
      for (var part : net.parts()) {
        leads.put(said(part.lead()), part.urgency());
        after.put(part.urgency(), said(part.after()));
      }
    }
  }

  private String said(Wording wording) {
    return ClinicSettings.DEFAULT.withNumber(wording).in(language);
  }

  /** The text of a page: what stands in a block of its own is a line of its own. */
  public static String textOf(String html) {
    return html.replaceAll("(?s)<(script|style|summary).*?</\\1>", "")
        .replaceAll("</?(li|ul|ol|p|h1|h2|section|div|article)[^>]*>", "\n")
        .replaceAll("<[^>]*>", "")
        .replace("&#39;", "'")
        .replace("&#34;", "\"")
        .replace("&amp;", "&");
  }

  /** Fails unless the text has the net of this patient, and says no sign of it a second time. */
  public void check(String text, RecordedAssessment recorded) {
    var assessment = recorded.assessment();
    var lists = lists(text);
    if (assessment.urgency().compareTo(Urgency.EMERGENCY) >= 0) {
      assertEquals(Map.of(), lists, text);
      assertFalse(CALL_US.matcher(text).find(), text);
      return;
    }
    assertEquals(expected(assessment.plan().safetyNet()), lists, text);
    for (var sign : NetSign.all()) {
      var fresh = listsWith(lists, said(sign.wording()));
      var worse = listsWith(lists, said(sign.worse().wording()));
      var told = sign.reportedBy(recorded.intake());
      assertTrue(fresh.size() + worse.size() <= 1, () -> sign.id() + " twice in " + text);
      assertTrue(told ? fresh.isEmpty() : worse.isEmpty(), () -> sign.id() + " in " + text);
    }
    assertNothingElseIsUrgent(outside(text), recorded.intake());
  }

  private static List<Urgency> listsWith(Map<Urgency, List<String>> lists, String item) {
    return lists.entrySet().stream()
        .flatMap(it -> it.getValue().stream().filter(item::equals).map(same -> it.getKey()))
        .toList();
  }

  /** What the patient has told may be said again, to be repeated at the desk; no other sign. */
  private void assertNothingElseIsUrgent(String rest, Intake intake) {
    leads.keySet().forEach(it -> assertFalse(rest.contains(it), rest));
    for (var sign : NetSign.all()) {
      var wording = said(sign.wording());
      if (wording.split(" ").length > 2 && !sign.reportedBy(intake)) {
        assertFalse(rest.contains(wording), () -> wording + " outside of the lists: " + rest);
      }
    }
  }

  private Map<Urgency, List<String>> expected(SafetyNet net) {
    var lists = new TreeMap<Urgency, List<String>>();
    for (var part : net.parts()) {
      lists.put(
          part.urgency(),
          part.lines().stream().flatMap(it -> items(said(it.wording())).stream()).toList());
    }
    return lists;
  }

  private static List<String> items(String text) {
    return Arrays.stream(text.split("[;\n]"))
        .map(it -> it.strip().replaceFirst("\\.$", ""))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private Map<Urgency, List<String>> lists(String text) {
    var lists = new TreeMap<Urgency, List<String>>();
    for (var lead : leads.entrySet()) {
      var at = text.indexOf(lead.getKey());
      if (at >= 0) {
        var from = at + lead.getKey().length();
        lists.put(lead.getValue(), items(text.substring(from, end(text, from, lead.getValue()))));
      }
    }
    return lists;
  }

  /** Where a list ends: at what is said behind it, or else where the next one begins. */
  private int end(String text, int from, Urgency urgency) {
    var closing = after.get(urgency);
    if (closing != null && !closing.isEmpty()) {
      return text.indexOf(closing, from);
    }
    return leads.keySet().stream()
        .mapToInt(it -> text.indexOf(it, from))
        .filter(it -> it >= 0)
        .min()
        .orElse(text.length());
  }

  private String outside(String text) {
    var begin = leads.keySet().stream().mapToInt(text::indexOf).filter(it -> it >= 0).min();
    var closing = after.get(Urgency.SAME_DAY);
    return begin.isEmpty() || closing == null
        ? text
        : text.substring(0, begin.getAsInt())
            + text.substring(text.indexOf(closing) + closing.length());
  }
}
