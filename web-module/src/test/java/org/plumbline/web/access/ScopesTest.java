package org.plumbline.web.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.plumbline.web.access.Scopes.Interaction;

class ScopesTest {
  @ParameterizedTest
  @CsvSource({
    "patient/*.read, Patient, READ, true",
    "patient/*.read, Patient, SEARCH, true",
    "patient/*.read, Patient, CREATE, false",
    "patient/*.write, Patient, UPDATE, true",
    "patient/*.write, Patient, READ, false",
    "user/Patient.rs, Patient, READ, true",
    "user/Patient.rs, Condition, READ, false",
    "user/Patient.r, Patient, SEARCH, false",
    "system/*.cruds, Condition, CREATE, true",
    "user/*.*, Condition, CREATE, true",
    "user/Patient.sr, Patient, READ, false",
    "user/Patient., Patient, READ, false",
    "user/Patient.rs?gender=male, Patient, READ, false",
    "launch openid, Patient, READ, false"
  })
  void scopesAllowWhatTheirLettersSay(
      String scopes, String type, Interaction interaction, boolean allowed) {
    assertEquals(allowed, Scopes.parse(scopes).allow(type, interaction));
  }

  @Test
  void tokenForSomebodyElseToCheckCountsWithoutItsCondition() {
    assertTrue(
        Scopes.lenient("patient/Condition.rs?category=problem-list-item")
            .allow("Condition", Interaction.SEARCH));
  }

  @Test
  void issuerGrantsNoMoreThanItMay() {
    var scopes = Scopes.parse("user/*.cruds").within(Set.of("user/Patient.rs"));
    assertTrue(
        Scopes.parse("user/Patient.cruds")
            .within(Set.of("user/*.rs"))
            .allow("Patient", Interaction.READ));
    assertFalse(
        Scopes.parse("user/Patient.cruds")
            .within(Set.of("user/*.rs"))
            .allow("Patient", Interaction.CREATE));
    assertFalse(scopes.allow("Condition", Interaction.READ));
    assertTrue(scopes.allow("Patient", Interaction.READ), "the part that both allow is left");
    assertFalse(scopes.allow("Patient", Interaction.UPDATE));
    assertFalse(
        Scopes.parse("patient/*.rs")
            .within(Set.of("user/*.rs"))
            .allow("Patient", Interaction.READ));
  }
}
