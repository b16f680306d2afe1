package org.plumbline.web.access;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.Scopes.Interaction;

/**
 * Who calls, and what for.
 *
 * @param name the registered name
 * @param tenant the clinic
 * @param grants what a client that signs for itself may do, such as {@code cds-hooks}
 * @param scopes what a token allows on the FHIR endpoint
 * @param patient the patient whom the token is about
 * @param client its registration; empty in the demonstration
 */
public record Caller(
    String name,
    Tenant tenant,
    Set<String> grants,
    Scopes scopes,
    Optional<PatientReference> patient,
    Optional<Client> client) {
  /** The grant of CDS Hooks. */
  public static final String CDS_HOOKS = "cds-hooks";

  /** The grant of sending an intake as plain JSON. */
  public static final String WRITE_ASSESSMENTS = "assessments.write";

  /** The grant of reading an assessment as plain JSON. */
  public static final String READ_ASSESSMENTS = "assessments.read";

  /** The grant of seeing the pages of the clinic: that of whoever has signed in with a browser. */
  public static final String SCREENS = "screens";

  /** Anybody on this machine, in the demonstration. */
  static final Caller DEMO =
      new Caller(
          "demo",
          Tenant.DEMO,
          Set.of(CDS_HOOKS, WRITE_ASSESSMENTS, READ_ASSESSMENTS, SCREENS),
          Scopes.ALL,
          Optional.empty(),
          Optional.empty());

  /** Somebody who brings no token, and may do nothing but what the pages let them do. */
  public static Caller guest(String name, Tenant tenant, Optional<PatientReference> patient) {
    return new Caller(name, tenant, Set.of(), Scopes.NONE, patient, Optional.empty());
  }

  /**
   * A clinician at a browser.
   *
   * @param patient the one patient for whom the EHR has opened our page; empty when the clinician
   *     has signed in for the clinic
   */
  public static Caller clinician(String name, Client client, Optional<PatientReference> patient) {
    return new Caller(
        name, client.tenant(), Set.of(SCREENS), Scopes.NONE, patient, Optional.of(client));
  }

  public Caller {
    requireNonNull(name, "name");
    requireNonNull(tenant, "tenant");
    grants = Set.copyOf(grants);
    requireNonNull(scopes, "scopes");
    requireNonNull(patient, "patient");
    requireNonNull(client, "client");
  }

  /** Whether resources of this type may be handled so, for some patient at least. */
  public boolean may(String type, Interaction interaction) {
    return scopes.allow(type, interaction)
        && (scopes.allowForAll(type, interaction) || patient.isPresent());
  }

  /** The one patient to whom this is limited; empty when it is not. */
  public Optional<PatientReference> limit(String type, Interaction interaction) {
    return scopes.allowForAll(type, interaction) ? Optional.empty() : patient;
  }
}
