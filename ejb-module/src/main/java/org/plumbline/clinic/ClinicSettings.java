package org.plumbline.clinic;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.plumbline.kb.Handover;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.NightPainPolicy;
import org.plumbline.kb.wording.Language;
import org.plumbline.kb.wording.Wording;

/**
 * The settings of the clinic that this server serves, typed and bounded.
 *
 * @param nightPainPolicy strict makes night pain alone a same-day matter
 * @param language the language in which patients are addressed first
 * @param emergencyNumber what a patient calls for an ambulance
 * @param seenBy who sees a disposition here, in place of what the knowledge base says
 */
public record ClinicSettings(
    NightPainPolicy nightPainPolicy,
    Language language,
    String emergencyNumber,
    Map<Urgency, String> seenBy) {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ]{1,17}");
  private static final Pattern SEEN_BY = Pattern.compile("[\\p{L}\\p{N} ,.;:()/'+-]{3,120}");

  /** What holds when nothing is set; 112 reaches an ambulance from any mobile phone. */
  public static final ClinicSettings DEFAULT =
      new ClinicSettings(NightPainPolicy.CONTEXTUAL, Language.ENGLISH, "112", Map.of());

  public ClinicSettings {
    requireNonNull(nightPainPolicy, "nightPainPolicy");
    requireNonNull(language, "language");
    requireNonNull(emergencyNumber, "emergencyNumber");
    seenBy = Map.copyOf(seenBy);
  }

  /**
   * The settings of the environment.
   *
   * @throws IllegalStateException if any does not fit; the message names every one
   */
  public static ClinicSettings ofEnvironment() {
    return read(name -> Optional.ofNullable(System.getenv(name)).filter(it -> !it.isBlank()));
  }

  /**
   * Reads the settings.
   *
   * @param setting gives the text of a setting by its name, such as {@code
   *     PLUMBLINE_NIGHT_PAIN_POLICY}
   * @throws IllegalStateException if any does not fit; the message names every one
   */
  static ClinicSettings read(Function<String, Optional<String>> setting) {
    var reading = new Reading(setting, new ArrayList<>());
    var settings =
        new ClinicSettings(
            reading.nightPainPolicy(),
            reading.language(),
            reading
                .text("PLUMBLINE_EMERGENCY_NUMBER", NUMBER, "a telephone number")
                .orElse(DEFAULT.emergencyNumber()),
            reading.seenBy());
    if (!reading.faults().isEmpty()) {
      throw new IllegalStateException(String.join("; ", reading.faults()));
    }
    return settings;
  }

  /** Reads one setting after the other and collects what does not fit. */
  private record Reading(Function<String, Optional<String>> setting, List<String> faults) {

    private NightPainPolicy nightPainPolicy() {
      var name = "PLUMBLINE_NIGHT_PAIN_POLICY";
      return setting
          .apply(name)
          .map(
              text ->
                  switch (text) {
                    case "contextual" -> NightPainPolicy.CONTEXTUAL;
                    case "strict" -> NightPainPolicy.STRICT;
                    default -> {
                      faults.add("%s is %s; expected contextual or strict".formatted(name, text));
                      yield NightPainPolicy.STRICT;
                    }
                  })
          .orElse(DEFAULT.nightPainPolicy());
    }

    private Language language() {
      var name = "PLUMBLINE_LANGUAGE";
      var text = setting.apply(name);
      var language = text.flatMap(Language::of);
      if (text.isPresent() && language.isEmpty()) {
        var codes = Language.all().stream().map(Language::code).collect(joining(" or "));
        faults.add("%s is %s; expected %s".formatted(name, text.get(), codes));
      }
      return language.orElse(DEFAULT.language());
    }

    private Map<Urgency, String> seenBy() {
      var seenBy = new EnumMap<Urgency, String>(Urgency.class);
      for (var urgency : Urgency.values()) {
        var name = "PLUMBLINE_SEE_" + urgency.name().toUpperCase(Locale.ROOT);
        text(name, SEEN_BY, "3 to 120 letters, digits or , . ; : ( ) / ' + -")
            .ifPresent(it -> seenBy.put(urgency, it));
      }
      return seenBy;
    }

    private Optional<String> text(String name, Pattern pattern, String expected) {
      var text = setting.apply(name);
      if (text.isPresent() && !pattern.matcher(text.get()).matches()) {
        faults.add("%s is %s; expected %s".formatted(name, text.get(), expected));
      }
      return text;
    }
  }

  /**
   * Where this patient is seen: what the suspicion calls for, and who does that here. The clinic's
   * own words add to the suspicion and never take its place.
   */
  public String see(Handover handover) {
    var here = Optional.ofNullable(seenBy.get(handover.urgency()));
    return handover.suspicions().isEmpty()
        ? here.orElse(handover.see())
        : handover.see() + here.map("; here: "::concat).orElse("");
  }

  /** The text with the number of this clinic in it. */
  public Wording withNumber(Wording wording) {
    return wording.map(language -> wording.in(language).replace("{number}", emergencyNumber));
  }
}
