import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;

/**
 * Signs a token for one call, as a registered client does: {@code java seeds/SignedToken.java <folder> <issuer> <address>}. The folder
 * gets a key pair on first use: private.key, which never leaves it, and jwks.json, which is registered. Further claims, such as
 * {@code scope=user/Patient.rs} of an access token for the FHIR endpoint, follow as {@code name=value}.
 */
public class SignedToken {
  private static final int COORDINATE_BYTES = 48;

  public static void main(String... arguments) throws IOException, GeneralSecurityException {
    if (arguments.length < 3) {
      System.err.println("java seeds/SignedToken.java <folder> <issuer> <address that is called> [name=value of a further claim]...");
      System.exit(2);
    }
    var folder = Files.createDirectories(Path.of(arguments[0]));
    var key = key(folder);
    var now = Instant.now().getEpochSecond();
    var header = "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"%s\"}".formatted(Files.readString(folder.resolve("kid")));
    var claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"%s}"
            .formatted(arguments[1], arguments[2], now, now + 300, UUID.randomUUID(), further(arguments));
    var content = encode(header.getBytes(StandardCharsets.UTF_8)) + "." + encode(claims.getBytes(StandardCharsets.UTF_8));
    var signature = Signature.getInstance("SHA384withECDSAinP1363Format");
    signature.initSign(key);
    signature.update(content.getBytes(StandardCharsets.US_ASCII));
    System.out.println(content + "." + encode(signature.sign()));
  }

  private static String further(String... arguments) {
    var claims = new StringBuilder();
    for (var claim : Arrays.asList(arguments).subList(3, arguments.length)) {
      var parts = claim.split("=", 2);
      claims.append(",\"%s\":\"%s\"".formatted(parts[0], parts[1]));
    }
    return claims.toString();
  }

  private static PrivateKey key(Path folder) throws IOException, GeneralSecurityException {
    var file = folder.resolve("private.key");
    if (Files.notExists(file)) {
      make(folder, file);
    }
    return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
  }

  private static void make(Path folder, Path file) throws IOException, GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    var pair = generator.generateKeyPair();
    var point = ((ECPublicKey) pair.getPublic()).getW();
    var kid = UUID.randomUUID().toString();
    Files.write(file, pair.getPrivate().getEncoded());
    file.toFile().setReadable(false, false);
    file.toFile().setReadable(true, true);
    Files.writeString(folder.resolve("kid"), kid);
    Files.writeString(
        folder.resolve("jwks.json"),
        "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-384\",\"use\":\"sig\",\"alg\":\"ES384\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}]}\n"
            .formatted(kid, encode(fixed(point.getAffineX().toByteArray())), encode(fixed(point.getAffineY().toByteArray()))));
  }

  /** A coordinate in 48 bytes: Java leaves leading zeros out, or puts one in for the sign. */
  private static byte[] fixed(byte[] number) {
    var fixed = new byte[COORDINATE_BYTES];
    var from = Math.max(0, number.length - COORDINATE_BYTES);
    var part = Arrays.copyOfRange(number, from, number.length);
    System.arraycopy(part, 0, fixed, COORDINATE_BYTES - part.length, part.length);
    return fixed;
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
