package org.plumbline.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.plumbline.client.Client;
import org.plumbline.client.Client.Kind;
import org.plumbline.client.UsedTokens;
import org.plumbline.database.FaultLog;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.access.TokenChecks.Untrusted;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.registry.Registry;

/**
 * Verifies the tokens of registered clients: those that a client signs for one call (<a
 * href="https://cds-hooks.hl7.org/2.0/#trusting-cds-clients">CDS Hooks, trusting CDS clients</a>),
 * and access tokens of an authorization server (SMART). Keys come from the registration alone; what
 * a token says about keys is compared with it and never followed.
 */
@ApplicationScoped
public class Tokens {
  private static final Logger LOG = System.getLogger(Tokens.class.getName());
  private static final FaultLog FAULTS = FaultLog.of(Tokens.class);
  private static final int LONGEST = 16_384;
  private static final int LONGEST_ID = 255;
  private static final Verifiers VERIFIERS = new Verifiers();

  /** The longest life of a token that a client signs for a call. Source: CDS Hooks #188. */
  private static final Duration LIFE_OF_CALL = Duration.ofHours(1);

  private static final Duration LIFE_OF_ACCESS = Duration.ofHours(24);
  private UsedHere usedHere;
  private Registry registry;
  private UsedTokens used;
  private ClientKeys keys;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Tokens() {} // required by the container

  @Inject
  Tokens(Registry registry, UsedTokens used, ClientKeys keys, Clock clock) {
    this.registry = registry;
    this.used = used;
    this.keys = keys;
    this.clock = clock;
    this.usedHere = new UsedHere(clock);
  }

  /**
   * Who sent a token.
   *
   * @param token as it stands after {@code Bearer}
   * @param called the address that was called
   * @param fhir the address of the FHIR endpoint, for which access tokens are issued
   * @return empty when the token is not to be trusted, whatever the reason
   */
  Optional<Caller> verify(String token, String called, String fhir) {
    try {
      return Optional.of(caller(token, called, fhir));
    } catch (Untrusted e) {
      LOG.log(Level.WARNING, "token refused: {0}", e.getMessage());
      return Optional.empty();
    }
  }

  private Caller caller(String token, String called, String fhir) throws Untrusted {
    if (token.length() > LONGEST) {
      throw new Untrusted("too long");
    }
    try {
      var signed = SignedJWT.parse(token);
      var claimed = signed.getJWTClaimsSet();
      var client =
          registry
              .issuer(
                  Optional.ofNullable(claimed.getIssuer()).orElse(""),
                  Optional.ofNullable(claimed.getStringClaim("tenant")))
              .orElseThrow(() -> new Untrusted("issuer not registered"));
      TokenChecks.header(signed, client);
      var claims = processor(client).process(signed, null);
      return client.kind() == Kind.SIGNER
          ? signer(client, claims, called)
          : access(client, claims, fhir);
    } catch (ParseException | RuntimeException e) {
      throw new Untrusted("malformed");
    } catch (BadJOSEException | JOSEException e) {
      throw new Untrusted("not verified: " + e.getClass().getSimpleName());
    }
  }

  private DefaultJWTProcessor<SecurityContext> processor(Client client) {
    var processor = new DefaultJWTProcessor<SecurityContext>();
    processor.setJWSTypeVerifier(
        client.kind() == Kind.SIGNER
            ? new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT)
            : new DefaultJOSEObjectTypeVerifier<>(
                JOSEObjectType.JWT,
                new JOSEObjectType("at+jwt"),
                new JOSEObjectType("application/at+jwt"),
                null));
    var algorithms =
        client.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    processor.setJWSVerifierFactory(VERIFIERS);
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys.of(client)));
    // Checked by us below: the processor's own checks read the clock of the machine.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    return processor;
  }

  private Caller signer(Client client, JWTClaimsSet claims, String called) throws Untrusted {
    TokenChecks.audience(claims, client, called);
    var expires = TokenChecks.times(claims, clock.instant(), LIFE_OF_CALL, true);
    var jti = claims.getJWTID();
    if (jti == null || jti.isBlank() || jti.length() > LONGEST_ID) {
      throw new Untrusted("no token id");
    }
    if (!isFirstUse(client.issuer(), jti, expires.plus(TokenChecks.SKEW))) {
      throw new Untrusted("used before");
    }
    return new Caller(
        client.name(),
        client.tenant(),
        client.scopes(),
        new Scopes(List.of()),
        Optional.empty(),
        Optional.of(client));
  }

  private Caller access(Client client, JWTClaimsSet claims, String fhir)
      throws Untrusted, ParseException {
    TokenChecks.audience(claims, client, fhir);
    var unused = TokenChecks.times(claims, clock.instant(), LIFE_OF_ACCESS, false);
    var patient =
        Optional.ofNullable(claims.getStringClaim("patient"))
            .flatMap(it -> Reference.to("Patient", it))
            .map(PatientReference::new);
    return new Caller(
        client.name(),
        client.tenant(),
        Set.of(),
        Scopes.parse(TokenChecks.scope(claims)).within(client.scopes()),
        patient,
        Optional.of(client));
  }

  /**
   * While the database is away only this node's memory tells; an EHR is not left without an answer
   * for that.
   */
  private boolean isFirstUse(String issuer, String jti, Instant expires) {
    if (!usedHere.use(issuer, jti, expires)) {
      return false;
    }
    try {
      return used.use(new UsedTokens.Issuer(issuer), jti, expires);
    } catch (EJBException e) {
      FAULTS.undone("used tokens not read", e);
      return true;
    }
  }
}
