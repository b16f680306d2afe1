package org.plumbline.web.screen.clinic;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.plumbline.client.Tenant;
import org.plumbline.history.Visit.PatientReference;
import org.plumbline.resource.StoredResources;
import org.plumbline.web.json.Build;

/** Who a patient is, as far as the Patient that was sent to us says it. */
@ApplicationScoped
public class People {
  private StoredResources stored;
  private Clock clock;

  @SuppressWarnings("NullAway.Init")
  protected People() {} // required by the container

  @Inject
  People(StoredResources stored, Clock clock) {
    this.stored = stored;
    this.clock = clock;
  }

  /**
   * A patient as the pages show one.
   *
   * @param name the id when no name is known
   */
  public record Person(
      String id,
      String name,
      Optional<String> about,
      Optional<String> born,
      Optional<String> phone) {}

  Person of(Tenant tenant, PatientReference patient) {
    return Objects.requireNonNull(of(tenant, List.of(patient)).get(patient));
  }

  /** The patients as the pages show them, found in one query. */
  Map<PatientReference, Person> of(Tenant tenant, Collection<PatientReference> patients) {
    var ids = patients.stream().map(People::id).distinct().toList();
    var known =
        stored.latest(tenant, "Patient", ids).stream()
            .collect(Collectors.toMap(it -> it.key().id().value(), it -> read(it.json())));
    return patients.stream()
        .distinct()
        .collect(Collectors.toMap(it -> it, it -> person(id(it), known.get(id(it)))));
  }

  private static String id(PatientReference patient) {
    return patient.value().replaceFirst("^.*/", "");
  }

  private static JsonObject read(String text) {
    try (var reader = Build.reader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private Person person(String id, @Nullable JsonObject patient) {
    if (patient == null) {
      return new Person(id, id, Optional.empty(), Optional.empty(), Optional.empty());
    }
    var gender = Optional.ofNullable(patient.getString("gender", null));
    var age = born(patient).map(it -> Period.between(it, LocalDate.now(clock)).getYears() + " y");
    var about = Stream.of(age, gender).flatMap(Optional::stream).collect(Collectors.joining(", "));
    return new Person(
        id,
        name(patient).orElse(id),
        Optional.of(about).filter(it -> !it.isEmpty()),
        born(patient).map(LocalDate::toString),
        phone(patient));
  }

  private static Optional<LocalDate> born(JsonObject patient) {
    try {
      return Optional.ofNullable(patient.getString("birthDate", null)).map(LocalDate::parse);
    } catch (DateTimeParseException notWhole) {
      return Optional.empty();
    }
  }

  private static Optional<String> name(JsonObject patient) {
    return first(patient, "name")
        .map(
            it ->
                Optional.ofNullable(it.getString("text", null))
                    .orElseGet(
                        () ->
                            Stream.concat(
                                    it.containsKey("given")
                                        ? it
                                            .getJsonArray("given")
                                            .getValuesAs(JsonString.class)
                                            .stream()
                                            .map(JsonString::getString)
                                        : Stream.empty(),
                                    Stream.of(it.getString("family", "")))
                                .collect(Collectors.joining(" "))))
        .map(String::strip)
        .filter(it -> !it.isEmpty());
  }

  private static Optional<String> phone(JsonObject patient) {
    return first(patient, "telecom")
        .filter(it -> it.getString("system", "").equals("phone"))
        .map(it -> it.getString("value", ""))
        .filter(it -> it.matches("\\+?[0-9 ()-]{3,30}"));
  }

  private static Optional<JsonObject> first(JsonObject of, String name) {
    var array = of.getJsonArray(name);
    return array == null || array.isEmpty()
        ? Optional.empty()
        : Optional.of(array.getJsonObject(0));
  }
}
