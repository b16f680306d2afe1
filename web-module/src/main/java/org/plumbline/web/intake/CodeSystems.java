package org.plumbline.web.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The code systems that are read, by every name that they go by in records: as an OID, with an
 * edition, or as a national modification.
 */
public final class CodeSystems {
  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
  private static final String SNOMED_CT = "http://snomed.info/sct";
  private static final Map<String, String> DISPLAY = new HashMap<>();
  private static final Map<String, List<String>> READ_AS = new HashMap<>();

  static {
    Table.rows("code-systems.csv")
        .forEach(
            row -> {
              var system = row.get(0);
              DISPLAY.put(system, row.get(1));
              known(system, system);
              for (var alias : row.get(2).split(";")) {
                known(alias, system);
              }
            });
  }

  private CodeSystems() {}

  private static void known(String name, String system) {
    if (!name.isEmpty()) {
      READ_AS.computeIfAbsent(name, it -> new ArrayList<>()).add(system);
    }
  }

  /** The systems in which a code may be looked up; UK records send dm+d as SNOMED CT. */
  static List<String> readAs(String sent) {
    var found = READ_AS.get(sent);
    if (found != null) {
      return found;
    }
    if (sent.startsWith(ICD_10 + "-")) {
      return List.of(ICD_10);
    }
    return sent.startsWith(SNOMED_CT + "/")
        ? READ_AS.getOrDefault(SNOMED_CT, List.of(SNOMED_CT))
        : List.of(sent);
  }

  /** How people call it; empty when it is none that is read. */
  public static String display(String sent) {
    return DISPLAY.getOrDefault(readAs(sent).get(0), "");
  }
}
