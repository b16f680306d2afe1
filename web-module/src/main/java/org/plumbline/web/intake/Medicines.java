package org.plumbline.web.intake;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.plumbline.kb.fact.Fact;

/**
 * The medicines of a record that count only when they were taken for long. One prescription says
 * nothing of that: the courses together must be long enough, else it stays unknown.
 */
final class Medicines {
  static final String RESOURCE = "Medication";

  private final RecordCodes codes;
  private final OffsetDateTime now;
  private final Map<Fact, Courses> courses = new EnumMap<>(Fact.class);
  private final Map<Fact, List<Unassessed>> ofUnknownLength = new EnumMap<>(Fact.class);

  Medicines(RecordCodes codes, OffsetDateTime now) {
    this.codes = codes;
    this.now = now;
  }

  /** A medicine is named in place, in a resource beside it, or in the words of a reference. */
  static Said said(Node medication) {
    var here = Said.of(medication, "medicationCodeableConcept");
    var reference = medication.leniently().object("medicationReference");
    var beside =
        reference
            .flatMap(it -> it.text("reference"))
            .filter(it -> it.startsWith("#"))
            .flatMap(it -> contained(medication.leniently(), it.substring(1)))
            .map(it -> Said.of(it, "code"));
    return Stream.of(beside, reference.map(Said::displayed))
        .flatMap(Optional::stream)
        .reduce(here, Said::and);
  }

  private static Optional<Node> contained(Node medication, String id) {
    return medication.objects("contained").stream()
        .filter(it -> it.text("id").equals(Optional.of(id)))
        .findFirst();
  }

  /**
   * Adds a course.
   *
   * @param taken whether it is still taken
   * @return the rows that are true by now
   */
  List<RecordCode> add(Node medication, Said said, boolean taken) {
    var rows = new LinkedHashMap<Fact, RecordCode>();
    codes.of(RESOURCE, said).stream()
        .filter(it -> it.when().courses().isPresent())
        .forEach(it -> rows.putIfAbsent(it.fact(), it));
    return rows.values().stream().filter(it -> isLong(medication, said, it, taken)).toList();
  }

  private boolean isLong(Node medication, Said said, RecordCode code, boolean taken) {
    var known = courses.computeIfAbsent(code.fact(), it -> new Courses());
    if (!known.add(medication.leniently(), now, taken) && taken) {
      ofUnknownLength
          .computeIfAbsent(code.fact(), it -> new ArrayList<>())
          .add(UnreadCodes.entry(medication, said, Unassessed.Kind.STEROID));
    }
    return known.cover(code.when().courses().orElseThrow());
  }

  /** Those that are taken now, of which nobody said for how long, and that nothing else answers. */
  List<Unassessed> ofUnknownLength(Set<Fact> stated) {
    return ofUnknownLength.entrySet().stream()
        .filter(it -> !stated.contains(it.getKey()))
        .flatMap(it -> it.getValue().stream())
        .toList();
  }
}
