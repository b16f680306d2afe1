package org.plumbline.web.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.client.Client;
import org.plumbline.client.Tenant;
import org.plumbline.client.UsedTokens;
import org.plumbline.web.Hand;
import org.plumbline.web.outbound.Outbound;
import org.plumbline.web.registry.Registry;

/** A key address that hangs in its body, for an EHR whose tokens are in order. */
class TokensKeyAddressTest {
  private static final String CALLED = "http://127.0.0.1/cds-services/low-back-triage";

  private static final class One extends Registry {
    private final Client client;

    One(Client client) {
      this.client = client;
    }

    @Override
    public List<Client> all() {
      return List.of(client);
    }
  }

  private static final class NoneUsed extends UsedTokens {
    @Override
    public boolean use(Issuer issuer, String jti, Instant expiresAt) {
      return true;
    }
  }

  private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger asked = new AtomicInteger();
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final ECKey key = new ECKeyGenerator(Curve.P_384).keyID("k1").generate();
  private final Hand clock = new Hand(Instant.now());
  private volatile boolean hangs = true;
  private final Tokens tokens =
      new Tokens(new One(client()), new NoneUsed(), new ClientKeys(new Outbound(), clock), clock);

  TokensKeyAddressTest() throws IOException, JOSEException {
    var thread = new Thread(this::serve);
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    var keys = new JWKSet(key.toPublicJWK()).toString();
    try {
      while (true) {
        var socket = server.accept();
        sockets.add(socket);
        asked.incrementAndGet();
        var unused = socket.getInputStream().read(new byte[4096]);
        var head =
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: " + keys.length() + "\r\n\r\n";
        socket.getOutputStream().write((head + (hangs ? "{" : keys)).getBytes(US_ASCII));
        if (!hangs) {
          socket.close();
        }
      }
    } catch (IOException over) {
      // The test has ended.
    }
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (var socket : List.copyOf(sockets)) {
      socket.close();
    }
  }

  private Client client() {
    return new Client(
        "ehr",
        new Tenant("clinic"),
        Client.Kind.SIGNER,
        "https://ehr.example",
        Optional.empty(),
        new Client.Keys(
            Optional.of(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/jwks")),
            Optional.empty()),
        Set.of(),
        Set.of(),
        Set.of("cds-hooks"),
        Set.of(),
        Set.of(),
        true,
        Optional.empty(),
        Optional.empty());
  }

  private boolean verify(String kid) throws JOSEException {
    var now = clock.instant();
    var token =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES384).type(JOSEObjectType.JWT).keyID(kid).build(),
            new JWTClaimsSet.Builder()
                .issuer("https://ehr.example")
                .audience(CALLED)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .build());
    token.sign(new ECDSASigner(key));
    return tokens.verify(token.serialize(), CALLED, CALLED).isPresent();
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  void addressThatHangsIsRememberedAndTheClientIsBackWhenItIs()
      throws JOSEException, InterruptedException {
    var start = System.nanoTime();
    assertFalse(verify("k1"));
    assertTrue(since(start).compareTo(Duration.ofSeconds(4)) < 0, since(start).toString());
    start = System.nanoTime();
    for (var call = 0; call < 20; call++) {
      assertFalse(verify("k1"));
    }
    assertTrue(since(start).compareTo(Duration.ofSeconds(1)) < 0, since(start).toString());
    assertEquals(1, asked.get());
    hangs = false;
    clock.passes(Duration.ofSeconds(6));
    Thread.sleep(2_100); // the address is asked once in two seconds
    assertTrue(verify("k1"));
    // It hangs again: nobody waits, as the keys are known; and an unknown one is asked for once.
    hangs = true;
    var before = asked.get();
    start = System.nanoTime();
    for (var call = 0; call < 20; call++) {
      assertTrue(verify("k1"));
    }
    assertTrue(since(start).compareTo(Duration.ofSeconds(1)) < 0, since(start).toString());
    Thread.sleep(2_100);
    for (var call = 0; call < 5; call++) {
      assertFalse(verify("no-such-key-" + call));
    }
    assertTrue(asked.get() - before <= 1, asked.get() - before + " times asked");
    assertTrue(verify("k1"));
  }
}
