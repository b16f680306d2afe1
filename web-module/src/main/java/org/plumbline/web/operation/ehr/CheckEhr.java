package org.plumbline.web.operation.ehr;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.plumbline.web.outbound.Outbound;

/** The operator's command that tells what an EHR's FHIR server will do to us. */
public final class CheckEhr {
  private static final int WRONG = 2;
  private static final String USAGE =
      """
      plumbline.sh check-ehr <address of the FHIR server> [--patient <id of a test patient>] [--private-addresses]
      Reads its SMART configuration and its capability statement; with a test patient it tries the searches of our prefetch.
      A token for the searches is taken from the environment, PLUMBLINE_EHR_TOKEN. Nothing is written, kept or shown of a record.""";

  private CheckEhr() {}

  /** Prints the report; ends with 1 when something that is needed is missing. */
  public static void main(String... arguments) {
    var rest = new ArrayList<>(List.of(arguments));
    var privateAddresses = rest.remove("--private-addresses");
    var named = rest.indexOf("--patient");
    var patient = named >= 0 && named + 1 < rest.size() ? rest.remove(named + 1) : "";
    rest.remove("--patient");
    if (rest.size() != 1 || !isAddress(rest.get(0)) || (named >= 0 && patient.isEmpty())) {
      System.err.println(USAGE);
      System.exit(WRONG);
    }
    var report =
        new EhrCheck(
                new EhrServer(
                    new Outbound(),
                    rest.get(0).replaceFirst("/+$", ""),
                    Optional.ofNullable(System.getenv("PLUMBLINE_EHR_TOKEN"))
                        .filter(it -> !it.isBlank()),
                    privateAddresses))
            .of(patient);
    System.out.println(report);
    System.exit(report.isUsable() ? 0 : 1);
  }

  private static boolean isAddress(String text) {
    try {
      var address = URI.create(text);
      return address.isAbsolute() && address.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
