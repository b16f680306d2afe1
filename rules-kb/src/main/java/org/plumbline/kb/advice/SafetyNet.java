package org.plumbline.kb.advice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.plumbline.kb.conclusion.Urgency;
import org.plumbline.kb.fact.Intake;
import org.plumbline.kb.wording.Wording;

/**
 * The signs with which this patient must not wait: which call for an ambulance, which for an
 * emergency department, and which for care today. A sign that the patient has told of was judged:
 * only its getting worse is in here. A {@code {number}} stands for the number to call.
 *
 * @param parts the lists, the most urgent first; none where the disposition is emergency or above
 */
public record SafetyNet(List<Part> parts) {
  public SafetyNet {
    parts = List.copyOf(parts);
  }

  /** What stands around a list: before anything was answered, for a patient, and behind it. */
  record Words(Urgency urgency, Wording before, Wording lead, Wording after) {}

  /**
   * One list.
   *
   * @param urgency how fast its signs need care
   * @param after what is said behind it; may be blank
   */
  public record Part(Urgency urgency, Wording lead, List<Line> lines, Wording after) {
    public Part {
      lines = List.copyOf(lines);
    }

    /** The whole list as one paragraph. */
    public Wording text() {
      return lead.map(
          language ->
              "%s %s. %s"
                  .formatted(
                      lead.in(language),
                      lines.stream()
                          .map(it -> it.wording().in(language))
                          .collect(Collectors.joining("; ")),
                      after.in(language))
                  .strip());
    }
  }

  /** One line of a list; {@code worse} when it is about signs that were told and judged. */
  public record Line(List<NetSign> signs, boolean worse) {
    public Line {
      signs = List.copyOf(signs);
    }

    /** The signs as they are printed. */
    public Wording wording() {
      return signs
          .get(0)
          .wording()
          .map(
              language ->
                  signs.stream()
                      .map(it -> (worse ? it.worse().wording() : it.wording()).in(language))
                      .collect(Collectors.joining("; ")));
    }
  }

  /** The net of a patient with this disposition. */
  public static SafetyNet of(Intake intake, Urgency disposition) {
    if (disposition.compareTo(Urgency.EMERGENCY) >= 0) {
      return new SafetyNet(List.of());
    }
    var signs = NetSign.all().stream().filter(it -> it.concerns(intake)).toList();
    var told = signs.stream().filter(it -> it.reportedBy(intake)).toList();
    var others = signs.stream().filter(it -> !told.contains(it)).toList();
    return new SafetyNet(
        SafetyNetTable.LISTS.stream()
            .map(it -> part(it.urgency(), it.lead(), others, told, it.after()))
            .toList());
  }

  /** The net of somebody whose answers are not known. */
  public static SafetyNet general() {
    return new SafetyNet(
        SafetyNetTable.LISTS.stream()
            .map(it -> part(it.urgency(), it.before(), NetSign.all(), List.of(), it.after()))
            .toList());
  }

  private static Part part(
      Urgency urgency, Wording lead, List<NetSign> others, List<NetSign> told, Wording after) {
    var lines = new LinkedHashMap<String, List<NetSign>>();
    others.stream()
        .filter(it -> it.list() == urgency)
        .forEach(it -> lines.computeIfAbsent(it.line(), line -> new ArrayList<>()).add(it));
    var all = new ArrayList<Line>();
    // What this patient has told of comes first: a screen folds all but the first lines.
    told.stream()
        .filter(it -> it.worse().list() == urgency && it.worse().saidBy().isEmpty())
        .forEach(it -> all.add(new Line(List.of(it), true)));
    lines.values().forEach(it -> all.add(new Line(it, false)));
    return new Part(urgency, lead, all, after);
  }

  /** The list of this urgency. */
  public Optional<Part> part(Urgency urgency) {
    return parts.stream().filter(it -> it.urgency() == urgency).findFirst();
  }

  /** Each list as one paragraph, the most urgent first. */
  public Collection<Wording> texts() {
    return parts.stream().map(Part::text).toList();
  }
}
