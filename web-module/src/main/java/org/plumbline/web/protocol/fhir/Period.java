package org.plumbline.web.protocol.fhir;

import ca.uhn.fhir.rest.param.DateRangeParam;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A range of dates that is searched for.
 *
 * @param from its first moment
 * @param before the first moment after it
 */
record Period(Optional<Instant> from, Optional<Instant> before) {
  static Period of(@Nullable DateRangeParam sent) {
    var range = Optional.ofNullable(sent);
    return new Period(
        range.map(DateRangeParam::getLowerBoundAsInstant).map(Date::toInstant),
        range.map(DateRangeParam::getUpperBoundAsInstant).map(it -> it.toInstant().plusMillis(1)));
  }
}
