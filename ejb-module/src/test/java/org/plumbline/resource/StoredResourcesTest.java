package org.plumbline.resource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.plumbline.history.Hand;
import org.plumbline.history.Kept;
import org.plumbline.resource.Criterion.Answers;
import org.plumbline.resource.Criterion.During;
import org.plumbline.resource.Criterion.Identified;
import org.plumbline.resource.Criterion.Is;
import org.plumbline.resource.Criterion.IsNot;
import org.plumbline.resource.Criterion.Outside;
import org.plumbline.resource.Criterion.Property;
import org.plumbline.resource.Criterion.Span;
import org.plumbline.resource.Criterion.Time;
import org.plumbline.resource.Criterion.Token;
import org.plumbline.resource.Search.By;
import org.plumbline.resource.Search.Order;
import org.plumbline.resource.StoredResource.Key;

class StoredResourcesTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String FORM = "https://x.example/Questionnaire/q";

  private final Kept kept = Kept.empty(ResourceRow.class);
  private final Hand clock = new Hand(NOON);
  private final StoredResources stored = kept.give(new StoredResources(clock));

  @AfterEach
  void close() {
    kept.close();
  }

  @Test
  void newestOfHoweverManyIsOneStatement() {
    for (var i = 0; i < 50; i++) {
      var key = new Key(Kept.TENANT, "Patient", new StoredResource.Id("p" + i));
      stored.add(key, "old", Traits.NONE, OptionalInt.empty());
      stored.add(key, "new", Traits.NONE, OptionalInt.empty());
    }
    var ids = IntStream.range(0, 60).mapToObj(it -> "p" + it).toList();
    var before = kept.statements();
    var found = stored.latest(Kept.TENANT, "Patient", ids);
    assertEquals(1, kept.statements() - before);
    assertEquals(
        Map.of("new", 50L),
        found.stream().collect(Collectors.groupingBy(it -> it.json(), Collectors.counting())));
    assertEquals(List.of(), stored.latest(Kept.TENANT, "Patient", List.of()));
  }

  private void keep(String id, Traits traits, String json) {
    stored.add(
        new Key(Kept.TENANT, "QuestionnaireResponse", new StoredResource.Id(id)),
        json,
        traits,
        OptionalInt.empty());
    clock.move(Duration.ofHours(1));
  }

  /** Two responses of one patient, and one of another without a status. */
  private void keepThree() {
    keep("a", traits("Patient/1", "s|a1", "completed", 3), answered(FORM + "|1.0"));
    keep("b", traits("Patient/1", "|b1", "in-progress", 1), answered(FORM + "|2.0"));
    keep("c", traits("Patient/2", "s_|x|a1", "", 2), answered(FORM));
  }

  private static Traits traits(String patient, String identifier, String status, int hours) {
    return new Traits(
        Optional.of(patient),
        Optional.of(identifier),
        Optional.of(status).filter(it -> !it.isEmpty()),
        Optional.of(NOON.minus(Duration.ofHours(hours))),
        Optional.of("Practitioner/" + hours),
        Optional.of(FORM));
  }

  private static String answered(String form) {
    return "{\"resourceType\":\"QuestionnaireResponse\",\"questionnaire\":\"%s\"}".formatted(form);
  }

  private String found(Criterion... criteria) {
    return found(List.of(), criteria);
  }

  private String found(List<Order> order, Criterion... criteria) {
    var query = new Search(Kept.TENANT, "QuestionnaireResponse", List.of(criteria), order, 0, 10);
    var ids = stored.find(query).stream().map(it -> it.key().id().value()).toList();
    assertEquals(ids.size(), stored.count(query));
    return String.join("", ids);
  }

  private static Criterion token(String system, String value) {
    return new Identified(
        Set.of(
            new Token(
                Optional.ofNullable(system.equals("*") ? null : system),
                Optional.ofNullable(value.equals("*") ? null : value))));
  }

  @Test
  void oneOfSeveralValuesFits() {
    keepThree();
    assertEquals("bca", found());
    assertEquals("b", found(new Is(Property.STATUS, Set.of("in-progress", "stopped"))));
    assertEquals("ba", found(new Is(Property.STATUS, Set.of("in-progress", "completed"))));
    assertEquals("", found(new Is(Property.STATUS, Set.of())));
    assertEquals("bc", found(new IsNot(Property.STATUS, Set.of("completed"))));
    assertEquals("bca", found(new Is(Property.PATIENT, Set.of("Patient/1", "Patient/2"))));
    assertEquals("c", found(new Is(Property.ID, Set.of("c", "d"))));
    assertEquals(
        "a",
        found(
            new Is(Property.PATIENT, Set.of("Patient/1")),
            new Is(Property.AUTHOR, Set.of("Practitioner/3", "Practitioner/2"))));
  }

  @Test
  void identifierIsFoundWithAndWithoutItsSystem() {
    keepThree();
    assertEquals("a", found(token("s", "a1")));
    assertEquals("a", found(token("*", "a1")));
    assertEquals("b", found(token("", "b1")));
    assertEquals("", found(token("", "a1")));
    assertEquals("a", found(token("s", "*")));
    assertEquals("c", found(token("s_", "*")));
    assertEquals("bca", found(token("*", "*")));
  }

  @Test
  void eachOfSeveralIdentifiersIsFoundWhole() {
    var tokens =
        List.of(
            new Token(Optional.of("urn:mrn"), Optional.of("12")),
            new Token(Optional.empty(), Optional.of("9%")));
    var several =
        new Traits(
            Optional.empty(),
            Traits.identifiers(tokens),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    keep("p", several, "{}");
    for (var fits :
        List.of(token("urn:mrn", "12"), token("*", "12"), token("", "9%"), token("urn:mrn", "*"))) {
      assertEquals("p", found(fits), fits.toString());
    }
    for (var other :
        List.of(token("urn:mrn", "1"), token("mrn", "12"), token("*", "2"), token("", "9x"))) {
      assertEquals("", found(other), other.toString());
    }
  }

  @Test
  void versionOfTheFormCounts() {
    keepThree();
    assertEquals("bca", found(new Answers(Set.of(FORM))));
    assertEquals("a", found(new Answers(Set.of(FORM + "|1.0"))));
    assertEquals("ba", found(new Answers(Set.of(FORM + "|1.0", FORM + "|2.0"))));
    assertEquals("", found(new Answers(Set.of(FORM + "|9.9"))));
  }

  @Test
  void timesFitASpanOrStandOutsideIt() {
    keepThree();
    var two = NOON.minus(Duration.ofHours(2));
    var span = new Span(Optional.of(two), Optional.of(two.plusSeconds(1)));
    assertEquals("c", found(new During(Time.AUTHORED, span)));
    assertEquals("ba", found(new Outside(Time.AUTHORED, span)));
    assertEquals(
        "bc", found(new During(Time.AUTHORED, new Span(Optional.of(two), Optional.empty()))));
    assertEquals(
        "a", found(new During(Time.AUTHORED, new Span(Optional.empty(), Optional.of(two)))));
    assertEquals(
        "bc",
        found(
            new During(
                Time.RECEIVED, new Span(Optional.of(NOON.plusSeconds(1)), Optional.empty()))));
  }

  @Test
  void listStandsInTheOrderThatWasAsked() {
    keepThree();
    assertEquals("acb", found(List.of(new Order(By.AUTHORED, false))));
    assertEquals("bca", found(List.of(new Order(By.AUTHORED, true))));
    assertEquals("cba", found(List.of(new Order(By.RECEIVED, true))));
    assertEquals("abc", found(List.of(new Order(By.STATUS, false))));
    assertEquals("bac", found(List.of(new Order(By.STATUS, true))));
    assertEquals("cba", found(List.of(new Order(By.ID, true))));
  }
}
