package org.plumbline.web.screen.patient;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.PageWords;
import org.plumbline.kb.wording.Wording;
import org.plumbline.web.intake.RecordedFinding;
import org.plumbline.web.json.Build;
import org.plumbline.web.screen.page.Messages;

/**
 * The picture of back and legs on which a patient marks what is felt where. Left and right are the
 * patient's; seen from behind, left is on the left.
 */
public final class BodyChart {
  /** How the code system of the marks is called; the canonical before it is the server's. */
  static final String SYSTEM = "/CodeSystem/body-chart";

  private static final String SNOMED = "http://snomed.info/sct";

  private BodyChart() {}

  /** What can be felt. */
  public enum Feeling {
    PAIN("pain"),
    TINGLING("tingling"),
    NUMB("numb"),
    WEAK("weak");

    private final String code;

    Feeling(String code) {
      this.code = code;
    }

    /** The code, such as {@code numb}. */
    public String code() {
      return code;
    }

    /** As it is shown. */
    public Wording display() {
      return PageWords.of("body.feeling." + code);
    }
  }

  /**
   * A region.
   *
   * @param points the corners of its outline, as SVG writes them
   * @param front whether it is seen from the front
   * @param leg whether it belongs to a leg, and to which: left, right or none
   */
  public record Region(
      String code, Wording name, String points, boolean front, String leg, String snomed) {

    /** The middle of its outline, which lies within it: where a finger is put. */
    public double[] centre() {
      var corners =
          Arrays.stream(points.split(" "))
              .map(it -> it.split(","))
              .map(it -> new double[] {Double.parseDouble(it[0]), Double.parseDouble(it[1])})
              .toList();
      var x = corners.stream().mapToDouble(it -> it[0]).average().orElse(0);
      var y = corners.stream().mapToDouble(it -> it[1]).average().orElse(0);
      return new double[] {x, y};
    }
  }

  /** Every region, those of the back first. */
  public static List<Region> regions() {
    return REGIONS;
  }

  private static final List<Region> REGIONS =
      Stream.of(
              middle("mid-back", "60,18 100,18 100,92 60,92", false, "77568009"),
              middle("low-back", "62,92 98,92 98,150 62,150", false, "52612000"),
              middle("saddle", "66,186 94,186 96,218 64,218", false, "38864007"),
              middle("tummy", "56,60 104,60 104,150 56,150", true, "818983003"),
              middle("genitals", "66,168 94,168 92,200 68,200", true, "71934003"),
              both("flank", "22,60 60,60 60,150 28,150", false, "58602004", false),
              both("buttock", "26,152 66,152 66,186 62,218 20,218", false, "46862004", false),
              both("thigh-back", "20,220 76,220 72,296 28,296", false, "68367000", true),
              both("calf", "30,300 70,300 66,380 36,380", false, "30021000", true),
              both("heel", "36,382 66,382 70,418 32,418", false, "56459004", true),
              both("groin", "24,152 62,152 66,166 66,200 34,200", true, "26893007", false),
              both("thigh-front", "20,204 76,204 72,286 28,286", true, "68367000", true),
              both("knee", "28,288 72,288 70,316 30,316", true, "72696002", true),
              both("shin", "30,318 70,318 66,384 36,384", true, "30021000", true),
              both("foot", "36,386 66,386 72,420 28,420", true, "56459004", true))
          .flatMap(List::stream)
          .sorted((one, other) -> Boolean.compare(one.front(), other.front()))
          .toList();

  private static List<Region> middle(String code, String points, boolean front, String snomed) {
    return List.of(new Region(code, name(code), points, front, "none", snomed));
  }

  /** A region of each side; the points are those of the left side of the picture. */
  private static List<Region> both(
      String code, String points, boolean front, String snomed, boolean leg) {
    // Seen from the front, the left side of the picture is the patient's right.
    var picturedLeft = front ? "right" : "left";
    var picturedRight = front ? "left" : "right";
    return List.of(
        side(code, picturedLeft, points, front, snomed, leg),
        side(code, picturedRight, mirrored(points), front, snomed, leg));
  }

  private static Region side(
      String code, String side, String points, boolean front, String snomed, boolean leg) {
    return new Region(
        code + "-" + side,
        Wording.each(it -> sided(side, name(code), it)),
        points,
        front,
        leg ? side : "none",
        snomed);
  }

  private static Wording name(String code) {
    return PageWords.of("body." + code);
  }

  private static String sided(String side, Wording name, Language language) {
    return Messages.in(language).of("body." + side, name.in(language));
  }

  private static String mirrored(String points) {
    return Arrays.stream(points.split(" "))
        .map(it -> it.split(","))
        .map(it -> (160 - Integer.parseInt(it[0])) + "," + it[1])
        .collect(Collectors.joining(" "));
  }

  /** A feeling in a region. */
  public record Mark(Region region, Feeling feeling) {

    /** The code, such as {@code calf-left.tingling}. */
    public String code() {
      return region.code() + "." + feeling.code();
    }
  }

  /** The mark of a code; empty when there is no such region or feeling. */
  static Optional<Mark> mark(String code) {
    var dot = code.indexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    var region =
        REGIONS.stream().filter(it -> it.code().equals(code.substring(0, dot))).findFirst();
    var feeling =
        Arrays.stream(Feeling.values())
            .filter(it -> it.code().equals(code.substring(dot + 1)))
            .findFirst();
    return region.flatMap(it -> feeling.map(felt -> new Mark(it, felt)));
  }

  /** The marks in words, for whoever does not see the picture. */
  public static List<String> names(Set<String> marks, Language language) {
    return marks.stream()
        .flatMap(it -> mark(it).stream())
        .map(it -> it.region().name().in(language) + ": " + it.feeling().display().in(language))
        .toList();
  }

  /** The only place of pain, both sides counting as one; empty when there are more, or none. */
  private static Optional<String> onlyPlaceOfPain(Set<String> marks) {
    var places =
        marks.stream()
            .flatMap(it -> mark(it).stream())
            .filter(it -> it.feeling() == Feeling.PAIN)
            .map(it -> base(it.region()))
            .distinct()
            .toList();
    return places.size() == 1 ? Optional.of(places.get(0)) : Optional.empty();
  }

  /**
   * The marks as FHIR Observations that a response contains. Their codes are read as every code of
   * a record is, by record-codes.csv; an answer is never overwritten by a mark, both are kept.
   *
   * @param system the code system of the marks
   * @param located whether the patient has said where the pain is most: then no mark says it
   */
  static List<JsonObject> observations(
      Set<String> marks, boolean located, String system, String patient, String effective) {
    var codes = new LinkedHashSet<String>();
    var all = new ArrayList<JsonObject>();
    for (var code : marks) {
      mark(code)
          .ifPresent(
              it -> {
                codes.addAll(derived(it, marks));
                all.add(observation(it, all.size() + 1, system, patient, effective));
              });
    }
    onlyPlaceOfPain(marks)
        .filter(it -> !located)
        .ifPresent(it -> codes.add("only-" + it + "." + Feeling.PAIN.code()));
    for (var code : codes) {
      all.add(plain(code, all.size() + 1, system, patient, effective).build());
    }
    return all;
  }

  /** The questions to which the marks say yes, by record-codes.csv. */
  static Set<String> says(Set<String> marks) {
    return marks.stream()
        .flatMap(it -> mark(it).stream())
        .flatMap(it -> derived(it, marks).stream())
        .flatMap(it -> RecordedFinding.of(SYSTEM, it).stream())
        .map(Fact::code)
        .collect(Collectors.toSet());
  }

  /** Both legs: what is felt in one and in the other. */
  private static List<String> derived(Mark mark, Set<String> marks) {
    var other = mark.region().leg().equals("left") ? "right" : "left";
    var inBoth =
        !mark.region().leg().equals("none")
            && marks.stream()
                .flatMap(it -> mark(it).stream())
                .anyMatch(it -> it.region().leg().equals(other) && it.feeling() == mark.feeling());
    var kind = mark.region().leg().equals("none") ? base(mark.region()) : "leg";
    return inBoth
        ? List.of(kind + "." + mark.feeling().code(), "both-legs." + mark.feeling().code())
        : List.of(kind + "." + mark.feeling().code());
  }

  private static String base(Region region) {
    return region.code().replaceFirst("-(left|right)$", "");
  }

  private static JsonObject observation(
      Mark mark, int number, String system, String patient, String effective) {
    var site =
        Build.object()
            .add(
                "coding",
                Build.array()
                    .add(Build.object().add("system", SNOMED).add("code", mark.region().snomed())))
            .add("text", mark.region().name().english());
    return plain(mark.code(), number, system, patient, effective).add("bodySite", site).build();
  }

  private static JsonObjectBuilder plain(
      String code, int number, String system, String patient, String effective) {
    return Build.object()
        .add("resourceType", "Observation")
        .add("id", "mark-" + number)
        .add("status", "final")
        .add("code", Build.object().add("text", "Body chart: what is felt where"))
        .add("subject", Build.object().add("reference", patient))
        .add("effectiveDateTime", effective)
        .add(
            "valueCodeableConcept",
            Build.object()
                .add(
                    "coding",
                    Build.array().add(Build.object().add("system", system).add("code", code)))
                .add("text", code.replace('.', ' ').replace('-', ' ').toLowerCase(Locale.ROOT)));
  }
}
