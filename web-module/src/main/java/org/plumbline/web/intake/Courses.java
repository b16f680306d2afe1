package org.plumbline.web.intake;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
   * Adds a statement, a prescription or a dispense; one that does not say how long it is adds
   * nothing.
   *
   * @param now until when one that is still taken, and has no end, has been taken
   * @return whether it said how long it is
   */
  boolean add(Node medication, OffsetDateTime now, boolean taken) {
    var course =
        period(medication.object("effectivePeriod"), now, taken)
            .or(() -> supplied(medication, now))
            .or(() -> dosed(medication, now, taken));
    course.ifPresent(courses::add);
    return course.isPresent();
  }

  private static Optional<Course> period(Optional<Node> period, OffsetDateTime now, boolean taken) {
    var open = taken ? Optional.of(now.toInstant()) : Optional.<Instant>empty();
    return period.flatMap(
        it -> course(moment(it, "start", now), moment(it, "end", now).or(() -> open)));
  }

  /** As long as what was supplied lasts, with its repeats. */
  private static Optional<Course> supplied(Node medication, OffsetDateTime now) {
    var supply = medication.object("dispenseRequest");
    var valid = supply.flatMap(it -> it.object("validityPeriod"));
    var lasts =
        supply
            .flatMap(it -> it.object("expectedSupplyDuration"))
            .flatMap(Courses::time)
            .map(it -> it.multipliedBy(fills(supply.orElseThrow())))
            .or(() -> medication.object("daysSupply").flatMap(Courses::time));
    var from = valid.flatMap(it -> moment(it, "start", now)).or(() -> begin(medication, now));
    return course(
        from,
        lasts
            .flatMap(it -> from.map(begin -> begin.plus(it)))
            .or(() -> valid.flatMap(it -> moment(it, "end", now))));
  }

  /** As long as the dosage says: a taper is the sum of its steps. */
  private static Optional<Course> dosed(Node medication, OffsetDateTime now, boolean taken) {
    var steps =
        Stream.of("dosageInstruction", "dosage")
            .flatMap(it -> medication.objects(it).stream())
            .flatMap(it -> it.object("timing").flatMap(timing -> timing.object("repeat")).stream())
            .toList();
    var lasts =
        steps.stream()
            .flatMap(it -> it.object("boundsDuration").flatMap(Courses::time).stream())
            .reduce(Duration::plus);
    var from = begin(medication, now);
    return course(from, lasts.flatMap(it -> from.map(begin -> begin.plus(it))))
        .or(
            () ->
                steps.stream()
                    .flatMap(it -> period(it.object("boundsPeriod"), now, taken).stream())
                    .findFirst());
  }

  private static Optional<Instant> begin(Node medication, OffsetDateTime now) {
    return Stream.of("authoredOn", "whenHandedOver", "whenPrepared", "effectiveDateTime")
        .flatMap(it -> moment(medication, it, now).stream())
        .findFirst();
  }

  private static Optional<Course> course(Optional<Instant> from, Optional<Instant> to) {
    return from.flatMap(begin -> to.filter(begin::isBefore).map(end -> new Course(begin, end)));
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
