package org.plumbline.web.screen.patient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.plumbline.web.json.Build;

/** What a tap tells without a network is what the server tells a moment later. */
class TapAlarmsTest {
  private static final String HEAD = "data-danger=\"([^\"]*)\"";
  private static final String NAMED = "name=\"%s\" value=\"%s\"\\s+" + HEAD;
  private static final String OF_A_LIST = "id=\"%s\" " + HEAD;

  @TempDir Path folder;

  private static String plain(String html) {
    return html.replace("&#34;", "\"").replace("&#39;", "'").replace("&amp;", "&");
  }

  private static Optional<JsonObject> danger(String page, String pattern) {
    return Pattern.compile(pattern)
        .matcher(page)
        .results()
        .map(it -> Build.reader(new StringReader(plain(it.group(1)))).readObject())
        .findFirst();
  }

  private static void tellsTheSame(JsonObject tapped, String page) {
    var texts = new ArrayList<String>();
    for (JsonValue it : tapped.getJsonArray("said")) {
      texts.add(((JsonString) it).getString() + ".");
    }
    List.of("told", "why", "where", "bring", "say").forEach(it -> texts.add(tapped.getString(it)));
    for (var text : texts) {
      assertTrue(plain(page).contains(text), text + " is not on " + page);
    }
  }

  @Test
  void answersOfPagesBeforeBelongToWhatIsTold() {
    var phone = new Phone(folder);
    phone.send("asked", "age", "age", "38");
    phone.send("asked", "sex", "sex", "male");
    phone.send("asked", "saddle-numbness", "saddle-numbness", "Y");
    var page = phone.get().text();
    assertTrue(page.contains("name=\"asked\" value=\"pelvic-symptoms-new\""), page);
    var tapped = danger(page, NAMED.formatted("pelvic-symptoms-new", "Y")).orElseThrow();
    assertEquals(2, tapped.getJsonArray("said").size());
    assertFalse(tapped.getString("where").isEmpty());
    assertTrue(danger(page, NAMED.formatted("pelvic-symptoms-new", "N")).isEmpty());
    var told = phone.follow(phone.send("asked", "pelvic-symptoms-new", "pelvic-symptoms-new", "Y"));
    tellsTheSame(tapped, told.text());
  }

  @Test
  void whateverInterruptsATapIsToldAtTheTap() {
    for (var patient : List.of(Patients.CAUDA_EQUINA, Patients.CHILD, Patients.RADICULAR)) {
      var told = new ArrayList<JsonObject>();
      var phone = new Phone(folder);
      var page = phone.follow(phone.get());
      while (Phone.hidden(page.text()).containsKey("asked") && phone.link.finishedAt().isEmpty()) {
        var html = page.text();
        var fields = Phone.hidden(html);
        var form = Hands.of(fields, patient).form();
        var tapped =
            IntStream.range(0, form.length - 1)
                .filter(it -> form[it].equals(fields.get("asked")))
                .mapToObj(it -> danger(html, NAMED.formatted(form[it], form[it + 1])))
                .flatMap(Optional::stream)
                .findFirst();
        var next = phone.follow(phone.send(page, form));
        tapped.ifPresent(it -> tellsTheSame(it, next.text()));
        tapped.ifPresent(told::add);
        page = next;
      }
      assertEquals(patient == Patients.CAUDA_EQUINA, !told.isEmpty(), patient.toString());
    }
  }

  @Test
  void signsOfAListAreToldOneByOne() {
    var phone = new Phone(folder);
    phone.send("asked", "age", "age", "60");
    phone.send("asked", "sex", "sex", "male");
    var page = phone.get().text();
    var sign = danger(page, OF_A_LIST.formatted("paralysis-sudden")).orElseThrow();
    assertEquals("ambulance", sign.getString("urgency"));
    assertTrue(sign.getBoolean("calls"));
    var list = Phone.hidden(page).get("asked");
    var told =
        phone.follow(phone.send("asked", list, "go", "next", "tick", "paralysis-sudden")).text();
    tellsTheSame(sign, told);
  }

  @Test
  void whatWasToldIsNotToldAgain() {
    var phone = new Phone(folder);
    phone.send("asked", "age", "age", "60");
    phone.send("asked", "paralysis-sudden", "paralysis-sudden", "Y");
    var page = phone.get("change", "saddle-numbness").text();
    assertTrue(danger(page, HEAD).isEmpty(), page);
  }
}
