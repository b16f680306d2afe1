package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.plumbline.web.access.ServerSettings.Tls;

class GateTest {
  @Test
  void plainHttpIsRefusedUnlessAProxyEndsTls() {
    for (var tls : Tls.values()) {
      var settings = new ServerSettings(false, Optional.empty(), tls, 1, 1);
      assertEquals(tls == Tls.DIRECT, Gate.isTooPlain(settings, false), tls.name());
      assertEquals(false, Gate.isTooPlain(settings, true), tls.name());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json;charset=UTF-8",
        "application/fhir+json; charset=\"utf-8\"",
        "text/plain; format=flowed; charset=us-ascii",
        "multipart/form-data; boundary=charset"
      })
  void utf8IsRead(String type) {
    assertTrue(Gate.isReadable(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json; charset=utf-7",
        "application/json;charset=UTF-16",
        "application/json; charset=",
        "application/json; charset = \"ibm037\"",
        "application/json; charset=utf-8; charset=utf-7"
      })
  void nothingElseIs(String type) {
    assertFalse(Gate.isReadable(type));
  }

  @Test
  void browsersAreToldToStayWithTlsWhereThereIsTls() {
    for (var tls : Tls.values()) {
      var settings = new ServerSettings(false, Optional.empty(), tls, 1, 1);
      assertEquals(tls == Tls.PROXY, AnswerHeaders.isByTls(settings, false), tls.name());
      assertTrue(AnswerHeaders.isByTls(settings, true), tls.name());
      assertFalse(
          AnswerHeaders.isByTls(new ServerSettings(true, Optional.empty(), tls, 1, 1), true));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8081",
        "http://127.0.0.1:3000",
        "https://[::1]",
        "http://localhost"
      })
  void pageOfThisMachineMayCallADemonstration(String origin) {
    assertTrue(Origins.isLocal(origin));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "http://localhost.evil.example",
        "http://evil.example#localhost",
        "http://127.0.0.1.evil.example:80",
        "http://localhost:80/x",
        "file://localhost",
        "http://10.0.0.1"
      })
  void otherPagesMayNot(String origin) {
    assertFalse(Origins.isLocal(origin));
  }
}
