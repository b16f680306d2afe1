package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ValueSetExpansionContainsComponent;

/** Expands our own value sets and checks codes against them: all their codes are enumerated. */
final class Terminology {
  private static final int LARGEST = 1000;

  private final List<ValueSet> sets;
  private final List<CodeSystem> systems;

  Terminology(List<ValueSet> sets, List<CodeSystem> systems) {
    this.sets = List.copyOf(sets);
    this.systems = List.copyOf(systems);
  }

  /** The value set with this address, with or without its version. */
  ValueSet set(String url) {
    return sets.stream()
        .filter(it -> Artifacts.isMeant(it.getUrl(), it.getVersion(), url))
        .findFirst()
        .orElseThrow(() -> new ResourceNotFoundException("no such ValueSet is kept here"));
  }

  /** The code system with this address. */
  CodeSystem system(String url) {
    return systems.stream()
        .filter(it -> Artifacts.isMeant(it.getUrl(), it.getVersion(), url))
        .findFirst()
        .orElseThrow(() -> new ResourceNotFoundException("no such CodeSystem is kept here"));
  }

  /**
   * The codes of a value set.
   *
   * @param filter what the code or its display must contain; empty for all
   */
  ValueSet expand(ValueSet set, String filter, int offset, int count, Date now) {
    if (offset < 0 || count < 0) {
      throw new InvalidRequestException("offset and count must be 0 or more");
    }
    var sought = filter.toLowerCase(Locale.ROOT);
    var all =
        codes(set).stream()
            .filter(
                it ->
                    it.getCode().toLowerCase(Locale.ROOT).contains(sought)
                        || String.valueOf(it.getDisplay())
                            .toLowerCase(Locale.ROOT)
                            .contains(sought))
            .toList();
    var expanded = set.copy();
    expanded.setExpansion(new ValueSet.ValueSetExpansionComponent());
    expanded
        .getExpansion()
        .setIdentifier("urn:uuid:" + UUID.randomUUID())
        .setTimestamp(now)
        .setTotal(all.size())
        .setOffset(offset);
    all.stream()
        .skip(offset)
        .limit(Math.min(count, LARGEST))
        .forEach(expanded.getExpansion()::addContains);
    return expanded;
  }

  private List<ValueSetExpansionContainsComponent> codes(ValueSet set) {
    var codes = new ArrayList<ValueSetExpansionContainsComponent>();
    for (var include : set.getCompose().getInclude()) {
      if (include.hasConcept()) {
        include
            .getConcept()
            .forEach(it -> codes.add(contains(include.getSystem(), it.getCode(), it.getDisplay())));
      } else {
        add(codes, include.getSystem(), system(include.getSystem()).getConcept());
      }
    }
    return codes;
  }

  private static void add(
      List<ValueSetExpansionContainsComponent> codes,
      String system,
      List<ConceptDefinitionComponent> concepts) {
    for (var concept : concepts) {
      codes.add(contains(system, concept.getCode(), concept.getDisplay()));
      add(codes, system, concept.getConcept());
    }
  }

  private static ValueSetExpansionContainsComponent contains(
      String system, String code, String display) {
    return new ValueSetExpansionContainsComponent()
        .setSystem(system)
        .setCode(code)
        .setDisplay(display);
  }

  /** Whether a code is in a value set. */
  Parameters validate(
      ValueSet set, Optional<String> system, String code, Optional<String> display) {
    var found =
        codes(set).stream()
            .filter(it -> it.getCode().equals(code))
            .filter(it -> system.map(it.getSystem()::equals).orElse(true))
            .findFirst();
    return answer(found.map(it -> String.valueOf(it.getDisplay())), display);
  }

  /** Whether a code is in a code system. */
  static Parameters validate(CodeSystem system, String code, Optional<String> display) {
    return answer(find(system.getConcept(), code), display);
  }

  private static Optional<String> find(List<ConceptDefinitionComponent> concepts, String code) {
    for (var concept : concepts) {
      if (concept.getCode().equals(code)) {
        return Optional.of(String.valueOf(concept.getDisplay()));
      }
      var below = find(concept.getConcept(), code);
      if (below.isPresent()) {
        return below;
      }
    }
    return Optional.empty();
  }

  private static Parameters answer(Optional<String> known, Optional<String> display) {
    var fits = known.isPresent() && display.map(known.get()::equals).orElse(true);
    var answer = new Parameters();
    answer.addParameter().setName("result").setValue(new BooleanType(fits));
    known.ifPresent(it -> answer.addParameter().setName("display").setValue(new StringType(it)));
    if (!fits) {
      var why = known.isEmpty() ? "the code is not known" : "the display is another";
      answer.addParameter().setName("message").setValue(new StringType(why));
    }
    return answer;
  }
}
