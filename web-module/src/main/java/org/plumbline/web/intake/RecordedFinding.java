package org.plumbline.web.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Map;
import java.util.Set;
import org.plumbline.kb.fact.Fact;
import org.plumbline.kb.fact.Presence;

/** Which findings an observed code makes present, by record-codes.csv. */
public final class RecordedFinding {
  private static final Map<String, Set<Fact>> FINDINGS =
      RecordCode.load().stream()
          .filter(it -> it.resource().equals("Observation") && it.match() == RecordCode.Match.EXACT)
          .filter(it -> it.value() == Presence.PRESENT)
          .filter(it -> it.fact().kind() == Fact.Kind.FINDING)
          .collect(
              groupingBy(
                  it -> it.system() + "|" + it.code(),
                  mapping(RecordCode::fact, toUnmodifiableSet())));

  private RecordedFinding() {}

  /**
   * The findings of a code.
   *
   * @param system how the address of the code system ends; what stands before is the server's own
   * @return empty when the code says nothing
   */
  public static Set<Fact> of(String system, String code) {
    return FINDINGS.entrySet().stream()
        .filter(it -> it.getKey().endsWith(system + "|" + code))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Set.of());
  }
}
