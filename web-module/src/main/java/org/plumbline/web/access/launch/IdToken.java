package org.plumbline.web.access.launch;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.net.URI;
import java.text.ParseException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.plumbline.web.outbound.Refused;
import org.plumbline.web.registry.Registry;

/**
 * What an EHR says of who signed in. See <a
 * href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">ID Token
 * Validation</a> and, for {@code fhirUser}, <a
 * href="https://hl7.org/fhir/smart-app-launch/scopes-and-launch-context.html#scopes-for-requesting-identity-data">SMART
 * App Launch</a>.
 *
 * @param issuer the EHR's authorization server
 * @param clientId ours there
 * @param nonce what was sent with the request
 * @param keys the public keys of the EHR
 */
record IdToken(String issuer, String clientId, String nonce, JWKSet keys) {
  /** RS256 is what every EHR must be able to do; the others are those of SMART. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

  private static final Pattern CLINICIAN =
      Pattern.compile("(Practitioner|PractitionerRole)/[A-Za-z0-9\\-.]{1,64}");

  /**
   * The {@code fhirUser} of a token.
   *
   * @return as the EHR wrote it; empty text when it did not say
   * @throws Refused if the token is not one of this sign-in
   */
  String fhirUser(String token) throws Refused {
    try {
      var signed = SignedJWT.parse(token);
      var said = signed.getJWTClaimsSet().getIssuer();
      var claims =
          new IDTokenValidator(
                  new Issuer(isOurs(said) ? said : issuer),
                  new ClientID(clientId),
                  new JWSVerificationKeySelector<SecurityContext>(
                      ALGORITHMS, new ImmutableJWKSet<>(keys)),
                  null)
              .validate(signed, new Nonce(nonce));
      if (!isAuthorizedParty(claims)) {
        throw Refused.because("the id token of the EHR was given to another client");
      }
      var user = claims.getStringClaim("fhirUser");
      return user == null ? "" : user;
    } catch (BadJOSEException | JOSEException e) {
      throw Refused.because("the id token of the EHR does not hold");
    } catch (ParseException | IllegalArgumentException e) {
      throw Refused.because("the id token of the EHR cannot be read");
    }
  }

  private boolean isOurs(@Nullable String said) {
    return said != null && Registry.plain(said).equals(Registry.plain(issuer));
  }

  /** The validator looks at {@code azp} only beside several audiences, and lets it be missing. */
  private boolean isAuthorizedParty(IDTokenClaimsSet claims) {
    var party = claims.getAuthorizedParty();
    return party == null ? claims.getAudience().size() == 1 : party.getValue().equals(clientId);
  }

  /**
   * Whether somebody works at a clinic: patients and their relatives have accounts at an EHR too.
   *
   * @param fhirServer what an absolute reference must be beneath
   */
  static boolean isClinician(String fhirUser, String fhirServer) {
    var base = Registry.base(URI.create(fhirServer)) + "/";
    var relative = fhirUser.startsWith(base) ? fhirUser.substring(base.length()) : fhirUser;
    return CLINICIAN.matcher(relative).matches();
  }
}
