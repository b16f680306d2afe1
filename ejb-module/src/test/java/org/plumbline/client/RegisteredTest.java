package org.plumbline.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisteredTest {
  private static Registered registered(
      String name, Tenant tenant, String issuer, Optional<String> smartClientId) {
    return new Registered(
        name,
        tenant.value(),
        issuer,
        Optional.empty(),
        Set.of("https://ehr.example/fhir"),
        smartClientId);
  }

  private static final Tenant NORTH = new Tenant("north");
  private static final Tenant SOUTH = new Tenant("south");

  @Test
  void twoOfOneIssuerCannotBeTold() {
    var one = registered("one", NORTH, "https://ehr.example", Optional.empty());
    var two = registered("two", SOUTH, "https://ehr.example", Optional.empty());
    assertTrue(two.conflictWith(one).orElseThrow().contains("--issuer-tenant"));
    var again = registered("one", NORTH, "https://ehr.example", Optional.empty());
    assertEquals(Optional.empty(), again.conflictWith(one));
  }

  @Test
  void cliniciansOfTwoClinicsNeedTwoClientIdsAtOneServer() {
    var one = registered("one", NORTH, "a", Optional.of("plumbline"));
    var two = registered("two", SOUTH, "b", Optional.of("plumbline"));
    assertTrue(two.conflictWith(one).orElseThrow().contains("--smart-client-id"));
    var apart = registered("two", SOUTH, "b", Optional.of("plumbline-south"));
    assertEquals(Optional.empty(), apart.conflictWith(one));
    assertTrue(apart.sharesSignInWith(one));
  }

  @Test
  void whoDoesNotSignInSharesNothing() {
    var one = registered("one", NORTH, "a", Optional.of("plumbline"));
    var two = registered("two", SOUTH, "b", Optional.empty());
    assertFalse(two.sharesSignInWith(one));
    assertEquals(Optional.empty(), two.conflictWith(one));
  }
}
