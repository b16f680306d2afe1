package org.plumbline.web.protocol.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ca.uhn.fhir.rest.server.exceptions.InternalErrorException;
import org.junit.jupiter.api.Test;

class FhirFaultMapperTest {
  @Test
  void bodyThatIsNestedTooDeeplyIsTheFaultOfTheCaller() {
    var answer = new FhirFaultMapper().answer(new InternalErrorException(new StackOverflowError()));
    assertEquals(400, answer.getStatusCode());
  }
}
