package org.plumbline.web.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.plumbline.kb.form.Unit;

/** The times in which a medicine was taken, as far as the record says when they began and ended. */
final class Courses {
  private static final int HOURS_OF_A_DAY = 24;

  /** Ten years; a longer supply, or one with more repeats, is a mistake of who wrote it. */
  private static final double MOST_WEEKS = 520;

  private static final BigDecimal MOST_REPEATS = BigDecimal.valueOf(100);

  private record Course(Instant from, Instant to) {}

  private final List<Course> courses = new ArrayList<>();

  /**
   * Adds a statement or a prescription; one that does not say how long it is adds nothing.
   *
   * @param now until when one that is still taken, and has no end, has been taken
   */
  void add(Node medication, OffsetDateTime now, boolean taken) {
    var period = medication.object("effectivePeriod");
    if (period.isPresent()) {
      var open = taken ? Optional.of(now.toInstant()) : Optional.<Instant>empty();
      add(moment(period.get(), "start", now), moment(period.get(), "end", now).or(() -> open));
      return;
    }
    var supply = medication.object("dispenseRequest");
    var from =
        supply
            .flatMap(it -> it.object("validityPeriod"))
            .flatMap(it -> moment(it, "start", now))
            .or(() -> moment(medication, "authoredOn", now));
    var to =
        supply
            .flatMap(it -> it.object("expectedSupplyDuration"))
            .flatMap(Courses::time)
            .flatMap(it -> from.map(begin -> begin.plus(it.multipliedBy(fills(supply.get())))));
    add(
        from,
        to.or(
            () ->
                supply
                    .flatMap(it -> it.object("validityPeriod"))
                    .flatMap(it -> moment(it, "end", now))));
  }

  private void add(Optional<Instant> from, Optional<Instant> to) {
    from.flatMap(begin -> to.filter(begin::isBefore).map(end -> new Course(begin, end)))
        .ifPresent(courses::add);
  }

  private static Optional<Instant> moment(Node of, String name, OffsetDateTime now) {
    return of.text(name).flatMap(it -> Moment.earliest(it, now.getOffset()));
  }

  private static long fills(Node supply) {
    return 1
        + supply
            .number("numberOfRepeatsAllowed")
            .filter(it -> it.signum() >= 0 && it.compareTo(MOST_REPEATS) <= 0)
            .map(BigDecimal::longValue)
            .orElse(0L);
  }

  /** A supply in days, weeks or months. */
  private static Optional<Duration> time(Node quantity) {
    return quantity
        .text("code")
        .flatMap(it -> Unit.of(it, "wk"))
        .flatMap(unit -> quantity.number("value").map(unit::convert))
        .filter(weeks -> weeks >= 0 && weeks <= MOST_WEEKS)
        .map(weeks -> Duration.ofHours(Math.round(weeks * 7 * HOURS_OF_A_DAY)));
  }

  /** Whether they are as long as this, together; what overlaps counts once. */
  boolean cover(Duration needed) {
    var sorted = courses.stream().sorted(Comparator.comparing(Course::from)).toList();
    var covered = Duration.ZERO;
    var end = Instant.MIN;
    for (var course : sorted) {
      var from = course.from().isBefore(end) ? end : course.from();
      if (from.isBefore(course.to())) {
        covered = covered.plus(Duration.between(from, course.to()));
        end = course.to();
      }
    }
    return covered.compareTo(needed) >= 0;
  }
}
