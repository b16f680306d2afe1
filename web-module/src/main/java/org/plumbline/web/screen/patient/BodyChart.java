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
    PAIN,
    TINGLING,
    NUMB,
    WEAK;

    /** The code, such as {@code numb}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** As it is shown. */
    public String shown(Messages words) {
      return words.of("feeling." + code());
    }
  }

  /** On which side of the patient. */
  enum Side {
    LEFT,
    RIGHT,
    MIDDLE;

    private String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A region.
   *
   * @param base its code without the side
   * @param points the corners of its target, as SVG writes them; what is marked is cut at the
   *     outline of the figure
   * @param front whether it is seen from the front
   * @param leg whether it belongs to a leg
   */
  public record Region(
      String base, Side side, String points, boolean front, boolean leg, Site site) {

    /** The code, such as {@code calf-left}. */
    public String code() {
      return side == Side.MIDDLE ? base : base + "-" + side.code();
    }

    /** As it is called. */
    public String name(Messages words) {
      var name = words.of("region." + base);
      return side == Side.MIDDLE ? name : words.of("side." + side.code(), name);
    }

    /** Whether it is drawn over the outline, as a target of its own between the legs. */
    public boolean overOutline() {
      return base.equals("saddle") || base.equals("genitals");
    }

    private boolean isOfLeg(Side other) {
      return leg && side == other;
    }

    /** The middle of its corners, which lies within it: where a finger is put. */
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

  /** A site of the body, as SNOMED CT codes it. */
  record Site(String code) {}

  /** Every region, those of the back first. */
  public static List<Region> regions() {
    return REGIONS;
  }

  private static final boolean BACK = false;
  private static final boolean FRONT = true;
  private static final boolean LEG = true;
  private static final boolean TRUNK = false;

  /** The picture is mirrored at this line. */
  private static final int MIDDLE = 120;

  /** The points of a region of two sides are those of the left side of the picture. */
  private static final List<Region> REGIONS =
      Stream.of(
              middle("mid-back", "104,84 136,84 136,150 104,150", BACK, "77568009"),
              middle("low-back", "104,150 136,150 136,216 104,216", BACK, "52612000"),
              middle(
                  "saddle",
                  "120,244 133,258 141,278 141,296 133,311 120,317 107,311 99,296 99,278 107,258",
                  BACK,
                  "38864007"),
              middle("tummy", "62,112 178,112 178,206 62,206", FRONT, "818983003"),
              middle(
                  "genitals",
                  "102,241 120,235 138,241 138,268 132,290 120,302 108,290 102,268",
                  FRONT,
                  "71934003"),
              both("flank", "50,84 104,84 104,216 50,216", BACK, TRUNK, "58602004"),
              both(
                  "buttock",
                  "50,216 120,216 120,244 107,258 99,278 99,286 50,286",
                  BACK,
                  TRUNK,
                  "46862004"),
              both(
                  "thigh-back",
                  "50,286 99,286 99,296 107,311 120,317 120,374 50,374",
                  BACK,
                  LEG,
                  "68367000"),
              both("calf", "50,374 120,374 120,462 50,462", BACK, LEG, "30021000"),
              both("heel", "50,462 120,462 120,504 50,504", BACK, LEG, "56459004"),
              both(
                  "groin",
                  "50,206 120,206 120,235 102,241 102,264 50,264",
                  FRONT,
                  TRUNK,
                  "26893007"),
              both(
                  "thigh-front",
                  "50,264 102,264 102,268 108,290 120,302 120,352 50,352",
                  FRONT,
                  LEG,
                  "68367000"),
              both("knee", "50,352 120,352 120,396 50,396", FRONT, LEG, "72696002"),
              both("shin", "50,396 120,396 120,462 50,462", FRONT, LEG, "30021000"),
              both("foot", "50,462 120,462 120,504 50,504", FRONT, LEG, "56459004"))
          .flatMap(List::stream)
          .sorted((one, other) -> Boolean.compare(one.front(), other.front()))
          .toList();

  private static List<Region> middle(String base, String points, boolean front, String snomed) {
    return List.of(new Region(base, Side.MIDDLE, points, front, TRUNK, new Site(snomed)));
  }

  private static List<Region> both(
      String base, String points, boolean front, boolean leg, String snomed) {
    var site = new Site(snomed);
    // Seen from the front, the left side of the picture is the patient's right.
    var picturedLeft = front ? Side.RIGHT : Side.LEFT;
    var picturedRight = front ? Side.LEFT : Side.RIGHT;
    return List.of(
        new Region(base, picturedLeft, points, front, leg, site),
        new Region(base, picturedRight, mirrored(points), front, leg, site));
  }

  private static String mirrored(String points) {
    return Arrays.stream(points.split(" "))
        .map(it -> it.split(","))
        .map(it -> (2 * MIDDLE - Integer.parseInt(it[0])) + "," + it[1])
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
  public static List<String> names(Set<String> marks, Messages words) {
    return marks.stream()
        .flatMap(it -> mark(it).stream())
        .map(it -> it.region().name(words) + ": " + it.feeling().shown(words))
        .toList();
  }

  /** The only place of pain, both sides counting as one; empty when there are more, or none. */
  private static Optional<String> onlyPlaceOfPain(Set<String> marks) {
    var places =
        marks.stream()
            .flatMap(it -> mark(it).stream())
            .filter(it -> it.feeling() == Feeling.PAIN)
            .map(it -> it.region().base())
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
    var feeling = "." + mark.feeling().code();
    var other = mark.region().side() == Side.LEFT ? Side.RIGHT : Side.LEFT;
    var inBoth =
        mark.region().leg()
            && marks.stream()
                .flatMap(it -> mark(it).stream())
                .anyMatch(it -> it.region().isOfLeg(other) && it.feeling() == mark.feeling());
    var kind = mark.region().leg() ? "leg" : mark.region().base();
    return inBoth ? List.of(kind + feeling, "both-legs" + feeling) : List.of(kind + feeling);
  }

  private static JsonObject observation(
      Mark mark, int number, String system, String patient, String effective) {
    var site =
        Build.object()
            .add(
                "coding",
                Build.array()
                    .add(
                        Build.object()
                            .add("system", SNOMED)
                            .add("code", mark.region().site().code())))
            .add("text", mark.region().name(Messages.in(Language.ENGLISH)));
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
