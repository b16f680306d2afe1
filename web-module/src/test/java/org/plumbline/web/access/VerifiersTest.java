package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifiersTest {
  private final Verifiers verifiers = new Verifiers();

  private JWSVerifier verifier(JWSObject signed, ECKey key) throws JOSEException {
    return verifiers.createJWSVerifier(signed.getHeader(), key.toECPublicKey());
  }

  private static JWSObject signed(String algorithm, ECKey key) throws JOSEException {
    var signed =
        new JWSObject(new JWSHeader(JWSAlgorithm.parse(algorithm)), new Payload("a token"));
    signed.sign(new ECDSASigner(key));
    return signed;
  }

  private static Base64URL with(JWSObject signed, int at, int value) {
    var bytes = signed.getSignature().decode();
    bytes[at] = (byte) value;
    return Base64URL.encode(bytes);
  }

  @ParameterizedTest
  @CsvSource({"ES256, P-256", "ES384, P-384"})
  void takesItsOwnSignatureAndNoOther(String algorithm, String curve) throws Exception {
    var key = new ECKeyGenerator(Curve.parse(curve)).generate();
    var other = new ECKeyGenerator(Curve.parse(curve)).generate();
    var signed = signed(algorithm, key);
    var content = signed.getSigningInput();
    var header = signed.getHeader();

    assertTrue(verifier(signed, key).verify(header, content, signed.getSignature()));
    assertFalse(verifier(signed, other).verify(header, content, signed.getSignature()));
    for (var at : new int[] {0, 1, 31, 40, 63}) {
      var changed = with(signed, at, signed.getSignature().decode()[at] ^ 1);
      assertFalse(verifier(signed, key).verify(header, content, changed));
    }
    content[3]++;
    assertFalse(verifier(signed, key).verify(header, content, signed.getSignature()));
  }

  @ParameterizedTest
  @CsvSource({"ES256, P-256", "ES384, P-384"})
  void takesNoSignatureOfNothing(String algorithm, String curve) throws Exception {
    var key = new ECKeyGenerator(Curve.parse(curve)).generate();
    var signed = signed(algorithm, key);
    var zeros = Base64URL.encode(new byte[signed.getSignature().decode().length]);
    assertFalse(verifier(signed, key).verify(signed.getHeader(), signed.getSigningInput(), zeros));
  }

  /** Without this a library that does not load would cost each call two milliseconds, unseen. */
  @ParameterizedTest
  @CsvSource("ES384, P-384")
  void isNativeWhereItRuns(String algorithm, String curve) throws Exception {
    assumeTrue(
        System.getProperty("os.arch").equals("amd64")
            && System.getProperty("os.name").equals("Linux"),
        "no native code is expected here");
    var key = new ECKeyGenerator(Curve.parse(curve)).generate();
    var provider = verifier(signed(algorithm, key), key).getJCAContext().getProvider();
    assertEquals("Conscrypt", provider.getName());
  }
}
