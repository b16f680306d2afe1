package org.plumbline.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.plumbline.client.Client;
import org.plumbline.client.Client.Keys;
import org.plumbline.client.Client.Kind;
import org.plumbline.client.UsedTokens;
import org.plumbline.database.FaultLog;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.intake.Reference;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.outbound.Refused;
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
  private static final Duration SKEW = Duration.ofSeconds(60);

  /** The longest life of a token that a client signs for a call. Source: CDS Hooks #188. */
  private static final Duration LIFE_OF_CALL = Duration.ofHours(1);

  private static final Duration LIFE_OF_ACCESS = Duration.ofHours(24);
  private static final Duration KEYS_FRESH = Duration.ofMinutes(5);
  private static final Duration KEYS_USABLE = Duration.ofHours(4);
  private static final Duration FETCH = Duration.ofSeconds(2);

  /** An address that did not answer is not asked again for so long. */
  private static final Duration DEAD = Duration.ofSeconds(3);

  /** Where keys come from: one that may lie in a private network is another one. */
  private record From(Keys keys, boolean privateAddresses) {}

  private final Map<From, JWKSource<SecurityContext>> sources = new ConcurrentHashMap<>();
  private final Map<URI, Instant> deadUntil = new ConcurrentHashMap<>();
  private UsedHere usedHere;
  private Registry registry;
  private UsedTokens used;
  private Outbound outbound;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected Tokens() {} // required by the container

  @Inject
  Tokens(Registry registry, UsedTokens used, Outbound outbound, Clock clock) {
    this.registry = registry;
    this.used = used;
    this.outbound = outbound;
    this.clock = clock;
    this.usedHere = new UsedHere(clock);
  }

  /** Why a token was not taken; for the log, never for the client. */
  private static final class Untrusted extends Exception {
    private static final long serialVersionUID = 1L;

    Untrusted(String why) {
      super(why);
    }
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
      checkHeader(signed, client);
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

  /**
   * Where the header names keys, they must be those that were registered. Of a client whose keys
   * were given once these are the only ones, and no address is looked at.
   */
  private static void checkHeader(SignedJWT signed, Client client) throws Untrusted {
    var header = signed.getHeader();
    if (header.getKeyID() == null || header.getKeyID().isBlank()) {
      throw new Untrusted("no key id");
    }
    if (header.getJWKURL() != null
        && client.keys().address().filter(it -> !it.equals(header.getJWKURL())).isPresent()) {
      throw new Untrusted("key address not registered");
    }
    if (header.getJWK() != null
        || header.getX509CertURL() != null
        || header.getX509CertChain() != null) {
      throw new Untrusted("brings a key of its own");
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
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            algorithms,
            sources.computeIfAbsent(
                new From(client.keys(), client.privateAddresses()),
                it -> source(it.keys(), client))));
    // Checked by us below: the processor's own checks read the clock of the machine.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    return processor;
  }

  private JWKSource<SecurityContext> source(Keys keys, Client client) {
    try {
      if (keys.set().isPresent()) {
        return new ImmutableJWKSet<>(JWKSet.parse(keys.set().get()).toPublicJWKSet());
      }
      // Keys that are not fresh any more are fetched beside the calls, which wait for none.
      return new RememberingKeys(
          JWKSourceBuilder.<SecurityContext>create(
                  keys.address().orElseThrow().toURL(), it -> fetch(it, client))
              .cache(KEYS_USABLE.toMillis(), FETCH.multipliedBy(2).toMillis())
              .refreshAheadCache(KEYS_USABLE.minus(KEYS_FRESH).toMillis(), false)
              .rateLimited(FETCH.toMillis())
              .build());
    } catch (ParseException | IOException e) {
      throw new IllegalStateException("keys of %s cannot be read".formatted(client.name()), e);
    }
  }

  private Resource fetch(URL url, Client client) throws IOException {
    var address = URI.create(url.toString());
    if (clock.instant().isBefore(deadUntil.getOrDefault(address, Instant.MIN))) {
      throw new IOException("keys did not come a moment ago");
    }
    try {
      return fetchNow(address, client);
    } catch (IOException e) {
      // Bounded by the registered addresses.
      deadUntil.put(address, clock.instant().plus(DEAD));
      throw e;
    }
  }

  private Resource fetchNow(URI address, Client client) throws IOException {
    var request =
        HttpRequest.newBuilder(address)
            .timeout(FETCH)
            .header("Accept", "application/json")
            .GET()
            .build();
    try {
      var answer = outbound.send(request, client.privateAddresses());
      if (!answer.isSuccess()) {
        throw new IOException("keys answered " + answer.status());
      }
      return new Resource(new String(answer.body(), StandardCharsets.UTF_8), "application/json");
    } catch (Refused e) {
      throw new IOException(e);
    }
  }

  private Caller signer(Client client, JWTClaimsSet claims, String called) throws Untrusted {
    checkAudience(claims, client, called);
    var expires = checkTimes(claims, LIFE_OF_CALL, true);
    var jti = claims.getJWTID();
    if (jti == null || jti.isBlank() || jti.length() > LONGEST_ID) {
      throw new Untrusted("no token id");
    }
    if (!isFirstUse(client.issuer(), jti, expires.plus(SKEW))) {
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
    checkAudience(claims, client, fhir);
    var unused = checkTimes(claims, LIFE_OF_ACCESS, false);
    var patient =
        Optional.ofNullable(claims.getStringClaim("patient"))
            .flatMap(it -> Reference.to("Patient", it))
            .map(PatientReference::new);
    return new Caller(
        client.name(),
        client.tenant(),
        Set.of(),
        Scopes.parse(scope(claims)).within(client.scopes()),
        patient,
        Optional.of(client));
  }

  /** One text by RFC 9068; others send a list, or call it {@code scp}, or both. */
  private static String scope(JWTClaimsSet claims) {
    return Stream.of("scope", "scp")
        .flatMap(it -> Stream.ofNullable(claims.getClaim(it)))
        .map(
            it ->
                it instanceof Collection<?> list
                    ? list.stream().map(String::valueOf).collect(Collectors.joining(" "))
                    : String.valueOf(it))
        .collect(Collectors.joining(" "));
  }

  private static void checkAudience(JWTClaimsSet claims, Client client, String address)
      throws Untrusted {
    var fits =
        claims.getAudience().stream()
            .filter(Objects::nonNull)
            .anyMatch(it -> it.equals(address) || client.audiences().contains(it));
    if (!fits) {
      throw new Untrusted("meant for somebody else");
    }
  }

  /** Checks when the token was issued and ends; gives the end. */
  private Instant checkTimes(JWTClaimsSet claims, Duration longest, boolean issuedNeeded)
      throws Untrusted {
    var now = clock.instant();
    var expires = instant(claims.getExpirationTime());
    var issued = instant(claims.getIssueTime());
    if (expires.isEmpty() || (issuedNeeded && issued.isEmpty())) {
      throw new Untrusted("no time of issue or end");
    }
    if (now.isAfter(expires.get().plus(SKEW))) {
      throw new Untrusted("expired");
    }
    if (issued.filter(it -> it.isAfter(now.plus(SKEW))).isPresent()
        || instant(claims.getNotBeforeTime())
            .filter(it -> it.isAfter(now.plus(SKEW)))
            .isPresent()) {
      throw new Untrusted("not valid yet");
    }
    // Both moments may have been rounded, each for itself.
    if (expires.get().isAfter(issued.orElse(now).plus(longest).plusSeconds(1))) {
      throw new Untrusted("lives too long");
    }
    return expires.get();
  }

  private static Optional<Instant> instant(Date date) {
    return Optional.ofNullable(date).map(Date::toInstant);
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
