package org.plumbline.web.protocol.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.plumbline.database.Bookmark;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.web.intake.Fault;
import org.plumbline.web.intake.IntakeRefused;
import org.plumbline.web.intake.Reference;

/** The query of an address; every fault in it is named. */
final class Sought {
  private static final int PAGE = 50;
  private static final int LARGEST_PAGE = 200;
  private static final int FARTHEST = 1_000_000;

  private final MultivaluedMap<String, String> query;
  private final List<Fault> faults = new ArrayList<>();

  private final String path;

  private Sought(String path, MultivaluedMap<String, String> query) {
    this.path = path;
    this.query = query;
  }

  /**
   * Reads the query of a call in which these names, {@code count}, {@code skip} and {@code after}
   * may stand.
   */
  static Sought of(UriInfo address, Set<String> names) {
    var sought = new Sought(address.getRequestUri().getRawPath(), address.getQueryParameters());
    for (var it : sought.query.keySet()) {
      if (!names.contains(it) && !Set.of("count", "skip", "after").contains(it)) {
        sought.fault(
            "query",
            "has a name that is not known; expected "
                + String.join(", ", names.stream().sorted().toList())
                + ", count, skip, after");
      }
    }
    return sought;
  }

  private void fault(String where, String what) {
    faults.add(new Fault(where, what));
  }

  /** A value, as it is read; a fault when it cannot be. */
  <T> Optional<T> one(String name, String expected, Function<String, Optional<T>> read) {
    var text = Optional.ofNullable(query.getFirst(name));
    var value = text.flatMap(read);
    if (text.isPresent() && value.isEmpty()) {
      fault(name, "is not understood; expected " + expected);
    }
    return value;
  }

  Optional<Instant> moment(String name) {
    return one(
        name,
        "a date with time and zone, such as 2026-11-26T08:00:00Z",
        text -> {
          try {
            return Optional.of(Instant.parse(text));
          } catch (DateTimeParseException e) {
            return Optional.empty();
          }
        });
  }

  Optional<PatientReference> patient() {
    return one(
        "patient",
        "the id of a patient",
        text -> Reference.to("Patient", text).map(PatientReference::new));
  }

  Optional<UUID> id(String name) {
    return one(
        name,
        "an id of ours",
        text -> {
          try {
            return Optional.of(UUID.fromString(text));
          } catch (IllegalArgumentException e) {
            return Optional.empty();
          }
        });
  }

  int count() {
    return number("count", 1, LARGEST_PAGE).orElse(PAGE);
  }

  int skip() {
    return number("skip", 0, FARTHEST).orElse(0);
  }

  /** Where the page before ended. */
  Optional<Bookmark> after() {
    if (query.containsKey("after") && query.containsKey("skip")) {
      fault("after", "does not go with skip; it says where to begin by itself");
    }
    return one("after", "what the address under next says", Bookmark::parse);
  }

  /** The address of the page that follows, when this one is full. */
  <T> Optional<String> next(List<T> page, Function<T, Bookmark> bookmark) {
    if (page.size() < count()) {
      return Optional.empty();
    }
    var names = new ArrayList<String>();
    query.forEach(
        (name, values) -> {
          if (!Set.of("skip", "after").contains(name)) {
            names.add(name + "=" + URLEncoder.encode(values.get(0), UTF_8));
          }
        });
    names.add("after=" + bookmark.apply(page.get(page.size() - 1)).token());
    return Optional.of(path + "?" + String.join("&", names));
  }

  private Optional<Integer> number(String name, int least, int most) {
    return one(
        name,
        "a number from %d to %d".formatted(least, most),
        text -> {
          try {
            var number = Integer.parseInt(text);
            return number >= least && number <= most ? Optional.of(number) : Optional.empty();
          } catch (NumberFormatException e) {
            return Optional.empty();
          }
        });
  }

  /** Refuses the query when anything in it was at fault. */
  void check() {
    if (!faults.isEmpty()) {
      throw IntakeRefused.malformed(faults);
    }
  }
}
