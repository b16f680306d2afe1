package org.plumbline.web.access;

import static java.lang.System.Logger.Level.INFO;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import java.security.Key;
import java.security.Provider;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/**
 * What checks the signatures of tokens: for elliptic curves the native code of Conscrypt where it
 * runs, else the JDK. CDS Hooks asks for ES384 and a new token with each call, and the JDK has no
 * machine code for that curve: 2.2 ms of CPU, as much as all else of a call, in place of 0.4.
 */
final class Verifiers extends DefaultJWSVerifierFactory {
  private static final System.Logger LOG = System.getLogger(Verifiers.class.getName());

  /** Where it runs: once a process, whatever is deployed again. */
  private static final Optional<Provider> NATIVE = load();

  private static Optional<Provider> load() {
    try {
      Conscrypt.checkAvailability();
      return Optional.of(Conscrypt.newProviderBuilder().provideTrustManager(false).build());
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      LOG.log(
          INFO,
          "signatures are checked by the JDK: no native code for this machine ({0})",
          e.getClass().getSimpleName());
      return Optional.empty();
    }
  }

  @Override
  public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
    var verifier = super.createJWSVerifier(header, key);
    if (verifier instanceof ECDSAVerifier) {
      NATIVE.ifPresent(verifier.getJCAContext()::setProvider);
    }
    return verifier;
  }
}
