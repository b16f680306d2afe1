package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.plumbline.web.access.ServerAddress;
import org.plumbline.web.document.CardPreview;
import org.plumbline.web.screen.page.Answer;

/** The card of an assessment as a plain EHR shows it, and what is checked of it. */
@Path("card")
@RequestScoped
public class CardPages {
  private static final int ID = 40;
  private static final int LONGEST = 140;

  private Desk desk;
  private OpenAssessments assessments;
  private CardPreview preview;
  private ServerAddress address;

  @SuppressWarnings("NullAway.Init")
  public CardPages() {} // required by the container

  @Inject
  public CardPages(
      Desk desk, OpenAssessments assessments, CardPreview preview, ServerAddress address) {
    this.desk = desk;
    this.assessments = assessments;
    this.preview = preview;
    this.address = address;
  }

  /** What a plain EHR shows of a card. */
  public record Shown(
      String indicator,
      String summary,
      List<String> detail,
      String source,
      String sourceUrl,
      List<String> suggestions,
      List<String> links,
      List<String> reasons) {}

  /** The card of the assessment that is named. */
  @GET
  public Answer card(@BeanParam Call call) {
    var opened = assessments.open(call, call.sent().text("assessment", ID).orElse(""));
    var card = preview.of(opened.stored(), address.base(call.request()));
    return Answer.page(
        Desk.TEMPLATES.clinicCard(
            desk.frame("", call.seat()),
            opened.address(),
            card.map(CardPages::shown),
            card.map(CardPages::checks).orElse(List.of()),
            card.map(CardPages::pretty).orElse("")));
  }

  private static Shown shown(JsonObject card) {
    return new Shown(
        card.getString("indicator"),
        card.getString("summary"),
        // Markdown as a plain EHR shows it: by lines, without its marks.
        Stream.of(card.getString("detail", "").split("\\R"))
            .map(CardPages::plain)
            .filter(it -> !it.isEmpty())
            .toList(),
        card.getJsonObject("source").getString("label"),
        card.getJsonObject("source").getString("url", ""),
        labels(card, "suggestions", "label"),
        labels(card, "links", "label"),
        labels(card, "overrideReasons", "display"));
  }

  private static String plain(String line) {
    return line.replaceAll("[*_`#]", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }

  private static List<String> labels(JsonObject card, String name, String label) {
    var array = card.getJsonArray(name);
    return array == null
        ? List.of()
        : array.getValuesAs(JsonObject.class).stream().map(it -> it.getString(label)).toList();
  }

  private static List<String> checks(JsonObject card) {
    var checks = new ArrayList<String>();
    var length = card.getString("summary").length();
    checks.add(
        "Summary has %d of %d characters%s"
            .formatted(length, LONGEST, length < LONGEST ? "" : ": TOO LONG"));
    checks.add("Indicator is " + card.getString("indicator"));
    var source = card.getJsonObject("source");
    checks.add(
        source.containsKey("label") && source.containsKey("url")
            ? "Source has a label and an address"
            : "Source is INCOMPLETE");
    checks.add(
        "%d suggestions, %d links, %d override reasons"
            .formatted(
                labels(card, "suggestions", "label").size(),
                labels(card, "links", "label").size(),
                labels(card, "overrideReasons", "display").size()));
    checks.add(
        card.containsKey("uuid") ? "It has an id, by which feedback names it" : "It has NO id");
    return checks;
  }

  private static String pretty(JsonObject card) {
    return lines(card, 0);
  }

  private static String lines(JsonValue value, int depth) {
    var pad = "  ".repeat(depth + 1);
    var end = "\n" + "  ".repeat(depth);
    if (value instanceof JsonObject object) {
      var parts = new ArrayList<String>();
      object.forEach(
          (name, of) -> parts.add("\n" + pad + '"' + name + "\": " + lines(of, depth + 1)));
      return "{" + String.join(",", parts) + end + "}";
    }
    if (value.getValueType() == JsonValue.ValueType.ARRAY && !value.asJsonArray().isEmpty()) {
      var parts = new ArrayList<String>();
      value.asJsonArray().forEach(it -> parts.add("\n" + pad + lines(it, depth + 1)));
      return "[" + String.join(",", parts) + end + "]";
    }
    return Optional.of(value).map(JsonValue::toString).orElse("");
  }
}
